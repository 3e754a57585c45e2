import { expect, test } from 'vitest';
import { hostName, serverUrl } from './host-name.ts';

test.each([
  ['localhost', 'localhost'],
  ['LOCALHOST:80', 'localhost'],
  ['desk:', 'desk'],
  ['127.0.0.1:11450', '127.0.0.1'],
  ['[::1]:11450', '::1'],
  ['[FE80::1]', 'fe80::1'],
  ['::1', '::1'],
  ['a:b:80', 'a:b:80'],
  ['localhost@evil.example', 'localhost@evil.example'],
  ['', ''],
])('the name in the Host header %j is %j', (header, name) => {
  expect(hostName(header)).toBe(name);
});

test('an IPv6 address has brackets in a URL', () => {
  expect(serverUrl('::1', 80)).toBe('http://[::1]:80');
  expect(serverUrl('127.0.0.1', 80)).toBe('http://127.0.0.1:80');
});
