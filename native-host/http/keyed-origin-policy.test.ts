import { expect, test } from 'vitest';
import { createKeyedOriginPolicy } from './keyed-origin-policy.ts';
import { headOf } from './testing/head-of.ts';

const isHostKnown = (host: string | undefined) => host !== 'evil';
const any = createKeyedOriginPolicy({ isHostKnown, origins: [] });
const listed = createKeyedOriginPolicy({
  isHostKnown,
  origins: ['https://*.chat.example', 'null', 'chrome-extension://*'],
});
const EXTENSION = `chrome-extension://${'a'.repeat(32)}`;
const answer = (headers: Readonly<Record<string, string>>, method = 'GET', policy = any) => {
  const { headers: raw, answer: outcome } = policy(headOf('/api/chat', headers, method));
  const list = Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at], raw[2 * at + 1]]);
  return {
    headers: Object.fromEntries(list),
    outcome: outcome && ('code' in outcome ? outcome.code : outcome.status),
  };
};

test.each([
  ['no origin', {}],
  ['its own origin', { Host: 'localhost:1', Origin: 'http://localhost:1' }],
])('%s: the only added header is Vary: Origin', (_, headers) => {
  expect(answer(headers)).toEqual({ headers: { Vary: 'Origin' }, outcome: undefined });
});

test.each([
  EXTENSION,
  'moz-extension://a-b',
  'safari-web-extension://A1B2-C3',
  'https://chat.example',
  'https://a.chat.example:8443',
  'http://192.168.1.20:3000',
  'http://[fe80::1]:80',
  'capacitor://localhost',
  'file://',
  'null',
])('A15: %s may call, and can read a refusal', (origin) => {
  const { headers, outcome } = answer({ Origin: origin });
  expect(outcome).toBeUndefined();
  expect(headers).toMatchObject({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
  expect(headers['Access-Control-Expose-Headers']).toContain('X-Turnkey-Error');
  expect(headers).not.toHaveProperty('Access-Control-Allow-Credentials');
});

test.each(['', '*', 'https://*', 'chat.example', 'https://a.example/path', 'https://u:p@a.example', 'a b'])(
  '%j is not an origin, and may not call',
  (origin) => {
    expect(answer({ Origin: origin })).toEqual({
      headers: { Vary: 'Origin' },
      outcome: 'origin_not_allowed',
    });
  },
);

test.each(['https://a.chat.example', EXTENSION, 'null', 'https://A.chat.example'])(
  'A15: with a list, %s on it may call',
  (origin) => {
    const { headers, outcome } = answer({ Origin: origin }, 'GET', listed);
    expect([outcome, headers['Access-Control-Allow-Origin']]).toEqual([undefined, origin]);
  },
);

test.each([
  'https://chat.example',
  'https://a.chat.example.evil',
  'moz-extension://a-b',
  'http://localhost:3000',
  'file://',
  'app://obsidian.md',
])('A15: with a list, %s may not', (origin) => {
  expect(answer({ Origin: origin }, 'GET', listed)).toEqual({
    headers: { Vary: 'Origin' },
    outcome: 'origin_not_allowed',
  });
});

test('a preflight allows the requested headers, unless they are invalid', () => {
  const asked = { Origin: EXTENSION, 'Access-Control-Request-Method': 'POST' };
  const wanted = (names: string) => answer({ ...asked, 'Access-Control-Request-Headers': names }, 'OPTIONS');
  expect(wanted('authorization, x-custom').headers['Access-Control-Allow-Headers']).toBe(
    'authorization, x-custom',
  );
  expect(wanted('a\u00e4')).toMatchObject({
    outcome: 204,
    headers: expect.not.objectContaining({ 'Access-Control-Allow-Headers': expect.anything() }),
  });
  const inner = answer({ ...asked, 'Access-Control-Request-Private-Network': 'true' }, 'OPTIONS');
  expect(inner.headers['Access-Control-Allow-Private-Network']).toBe('true');
});

test('the Host header is checked first', () => {
  expect(answer({ Host: 'evil', Origin: 'http://evil' }).outcome).toBe('host_not_allowed');
});

test('a name that only warns is accepted, and its website is another origin', () => {
  const said: string[] = [];
  const options = { isHostKnown, onUnknownHost: (name: string) => said.push(name) };
  const warning = createKeyedOriginPolicy({ ...options, origins: [] });
  expect(answer({ Host: 'evil' }, 'GET', warning).outcome).toBeUndefined();
  const listing = createKeyedOriginPolicy({ ...options, origins: ['https://chat.example'] });
  expect(answer({ Host: 'evil', Origin: 'http://evil' }, 'GET', listing).outcome).toBe('origin_not_allowed');
  expect(said).toEqual(['evil', 'evil']);
});
