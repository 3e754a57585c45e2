import { expect, test } from 'vitest';
import { problem } from '../../shared/errors/problem.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import { createWrongKeys, FREE, STEP_MS } from './wrong-keys.ts';

const WRONG = problem('key_wrong', 'No key AAAAAAAA with this secret exists.');
const REVOKED = problem('key_revoked', 'The key AAAAAAAA was revoked.');

const start = () => {
  const clock = { now: 1_000_000 };
  const said: string[] = [];
  const keys = createWrongKeys({ now: () => clock.now, explain: (line) => void said.push(line) });
  const send = (address: string | undefined, count = 1, denial: CredentialProblem = WRONG) => {
    let last = keys.refusal(denial, address);
    for (let at = 1; at < count; at += 1) last = keys.refusal(denial, address);
    return `${last.code} ${last.retryAfterMs ?? ''}`.trim();
  };
  return { clock, said, keys, send };
};

test('after many wrong keys, further ones from this address have to wait, longer each time', () => {
  const { send } = start();
  expect(send('192.0.2.1', FREE)).toBe('key_wrong');
  expect(send('192.0.2.1')).toBe(`too_many_wrong_keys ${STEP_MS}`);
  expect(send('192.0.2.1')).toBe(`too_many_wrong_keys ${2 * STEP_MS}`);
  expect(send('192.0.2.2')).toBe('key_wrong');
});

test('a client that waits as long as `Retry-After` says gets the reason again', () => {
  const { clock, send } = start();
  const [, wait] = send('192.0.2.1', FREE + 7).split(' ');
  clock.now += Number(wait);
  expect(send('192.0.2.1')).toBe(`too_many_wrong_keys ${STEP_MS}`);
  clock.now += 2 * STEP_MS;
  expect(send('192.0.2.1')).toBe('key_wrong');
});

test('five minutes after any number of wrong keys, nothing of them counts', () => {
  const { clock, send } = start();
  expect(send('192.0.2.1', 10_000)).toBe('too_many_wrong_keys 300000');
  clock.now += 300_000 + FREE * STEP_MS;
  expect(send('192.0.2.1', FREE)).toBe('key_wrong');
});

test('a clock that is set back makes nobody wait longer', () => {
  const { clock, send } = start();
  send('192.0.2.1', FREE + 1);
  clock.now -= 3_600_000;
  expect(send('192.0.2.1')).toBe(`too_many_wrong_keys ${2 * STEP_MS}`);
});

test('keys that were valid once, and connections that have ended, do not count', () => {
  const { send } = start();
  expect(send('192.0.2.1', 1_000, REVOKED)).toBe('key_revoked');
  expect(send('192.0.2.1')).toBe('key_wrong');
  expect(send(undefined, 1_000)).toBe('key_wrong');
});

test('the addresses of one IPv6 network count together', () => {
  const { send } = start();
  for (let at = 0; at < FREE; at += 1) send(`2001:db8:1:2::${at}`);
  expect(send('2001:db8:1:2:aaaa::1')).toMatch('too_many_wrong_keys');
  expect(send('2001:db8:1:3::1')).toBe('key_wrong');
});

test('the number of networks in memory is bounded: the oldest is forgotten first', () => {
  const { send } = start();
  send('192.0.2.1', FREE);
  send('192.0.2.2', FREE);
  for (let at = 0; at < 9_998; at += 1) send(`10.0.${at >> 8}.${at & 255}`);
  expect(send('192.0.2.1')).toMatch('too_many_wrong_keys');
  send('10.1.0.0');
  expect(send('192.0.2.2')).toBe('key_wrong');
});

test('the operator reads of one network per minute', () => {
  const { clock, said, send } = start();
  send('192.0.2.1', FREE + 5);
  send('192.0.2.2', FREE + 5);
  expect(said).toEqual([expect.stringContaining('Many wrong keys come from 192.0.2.1.')]);
  clock.now += 60_000;
  send('2001:db8::1', FREE + 5);
  expect(said[1]).toContain('from 2001:db8:0:0::/64.');
});

test('the refusal says why this key was refused, and nothing of the key', () => {
  const { keys } = start();
  expect(keys.refusal(WRONG, '192.0.2.1', 'Use an admin key.').help).toBe('Use an admin key.');
  for (let at = 0; at < FREE; at += 1) keys.refusal(WRONG, '192.0.2.1');
  expect(keys.refusal(WRONG, '192.0.2.1').message).toBe(
    'No key AAAAAAAA with this secret exists. Too many wrong keys came from this address.',
  );
});
