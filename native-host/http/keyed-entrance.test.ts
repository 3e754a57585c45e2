import { expect, test } from 'vitest';
import { createKeyedEntrance } from './keyed-entrance.ts';
import { headOf } from './testing/head-of.ts';

const enter = createKeyedEntrance({
  isHostAllowed: (host) => host !== 'evil',
  origins: ['https://*.chat.example'],
});
const EXTENSION = `chrome-extension://${'a'.repeat(32)}`;
const answer = (headers: Readonly<Record<string, string>>, method = 'GET') => {
  const { headers: raw, answer: told } = enter(headOf('/api/chat', headers, method));
  const list = Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at], raw[2 * at + 1]]);
  return { headers: Object.fromEntries(list), told: told && ('code' in told ? told.code : told.status) };
};

test.each([
  ['no origin', {}],
  ['its own origin', { Host: 'localhost:1', Origin: 'http://localhost:1' }],
])('%s: nothing is said', (_, headers) => {
  expect(answer(headers)).toEqual({ headers: {}, told: undefined });
});

test.each([EXTENSION, 'moz-extension://a-b', 'https://a.chat.example', 'http://127.0.0.1:5173', 'file://'])(
  '%s may call, and read why it is refused',
  (origin) => {
    const { headers, told } = answer({ Origin: origin });
    expect(told).toBeUndefined();
    expect(headers).toMatchObject({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
    expect(headers['Access-Control-Expose-Headers']).toContain('X-Turnkey-Error');
  },
);

test.each([
  'null',
  '',
  'https://chat.example',
  'https://a.chat.example.evil',
  `${EXTENSION}x`,
  'http://localhost:1.evil',
])('%j may not', (origin) => {
  expect(answer({ Origin: origin })).toEqual({ headers: { Vary: 'Origin' }, told: 'origin_not_allowed' });
});

test('a preflight is answered with what it asks for, unless that could not be headers', () => {
  const asked = { Origin: EXTENSION, 'Access-Control-Request-Method': 'POST' };
  const wanted = (names: string) => answer({ ...asked, 'Access-Control-Request-Headers': names }, 'OPTIONS');
  expect(wanted('authorization, x-custom').headers['Access-Control-Allow-Headers']).toBe(
    'authorization, x-custom',
  );
  expect(wanted('a\u00e4')).toMatchObject({
    told: 204,
    headers: expect.not.objectContaining({ 'Access-Control-Allow-Headers': expect.anything() }),
  });
  const inner = answer({ ...asked, 'Access-Control-Request-Private-Network': 'true' }, 'OPTIONS');
  expect(inner.headers['Access-Control-Allow-Private-Network']).toBe('true');
});

test('the name of the door comes first', () => {
  expect(answer({ Host: 'evil', Origin: 'http://evil' }).told).toBe('host_not_allowed');
});
