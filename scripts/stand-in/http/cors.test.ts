import { expect, test } from 'vitest';
import { createCors } from './cors.ts';

const statusOf = (origins: readonly string[], origin: string, method = 'GET') =>
  createCors(origins)({ method, host: '127.0.0.1:11434', origin }).status;

test.each([
  [[], 'http://localhost:3000', undefined],
  [[], 'http://127.0.0.1:11434', undefined],
  [[], 'http://localhost.evil', 403],
  [[], 'http://LOCALHOST', 403],
  [[], 'chrome-extension://x', 403],
  [['chrome-extension://x'], 'chrome-extension://x', undefined],
  [['chrome-extension://x'], 'chrome-extension://y', 403],
  [['chrome-extension://*'], 'chrome-extension://y', undefined],
  [['http://a', ' moz-extension://*'], 'moz-extension://y', 403],
  [['*'], 'null', undefined],
])('with %j, the answer to %s is %s', (origins, origin, status) => {
  expect(statusOf(origins, origin)).toBe(status);
});

test('a preflight of an allowed origin is answered', () => {
  expect(statusOf([], 'http://localhost', 'OPTIONS')).toBe(204);
});

test.each([['safari-web-extension://x'], ['https://*.*']])(
  'the origin %s is refused at the start',
  (origin) => {
    expect(() => createCors([origin])).toThrow();
  },
);
