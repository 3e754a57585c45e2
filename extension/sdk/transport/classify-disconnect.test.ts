import { expect, test } from 'vitest';
import { classifyDisconnect } from './classify-disconnect.ts';

test.each([
  ['Could not establish connection. Receiving end does not exist.', 'companion_missing'],
  ['Specified native messaging host not found.', 'host_missing'],
  ['No such native application org.ollama_turnkey.host', 'host_missing'],
  ['Access to the specified native messaging host is forbidden.', 'host_forbidden'],
  ['Access to the native messaging host was disabled by the system administrator.', 'host_blocked'],
  [
    'Could not establish connection. Receiving end uses different message serialization format.',
    'companion_mismatch',
  ],
  ['Failed to start native messaging host.', 'host_failed'],
  ['Native host has exited.', 'host_failed'],
  ['Error when communicating with the native messaging host.', 'host_failed'],
  ['something new', 'host_failed'],
  [undefined, 'host_failed'],
])('a disconnect with the reason %j before an answer is %s', (reason, code) => {
  const problem = classifyDisconnect(reason, false);
  expect(problem.code).toBe(code);
  expect(problem.message).toMatch(/^The Ollama Turnkey (app|extension) .*[.]$/);
});

test('a disconnect after an answer is interrupted, whatever the reason', () => {
  expect(classifyDisconnect('Native host has exited.', true).code).toBe('interrupted');
});
