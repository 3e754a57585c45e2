import { describe, expect, it } from 'vitest';
import { createCors } from './cors.ts';

const statusOf = (origins: readonly string[], origin: string, method = 'GET'): number | undefined =>
  createCors(origins)({ method, host: '127.0.0.1:11434', origin }).status;

describe('createCors', () => {
  it.each([
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
  ])('with %j decides %s as %s', (origins, origin, status) => {
    expect(statusOf(origins, origin)).toBe(status);
  });

  it('answers a preflight of an origin that is allowed', () => {
    expect(statusOf([], 'http://localhost', 'OPTIONS')).toBe(204);
  });

  it.each([['safari-web-extension://x'], ['https://*.*']])('does not start with %s', (origin) => {
    expect(() => createCors([origin])).toThrow();
  });
});
