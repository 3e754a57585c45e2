import { expect, test } from 'vitest';
import { parseListenAddress } from '../../serve/listen-address.ts';
import { isAdminHost } from './admin-host.ts';

test.each([
  ['127.0.0.1:9435', true],
  ['[::1]:9435', true],
  ['10.1.2.3', true],
  ['localhost:9435', true],
  ['turnkey-1:9435', true],
  ['evil.example', false],
  ['evil.example:9435', false],
  ['127.0.0.1.evil.example', false],
  ['', false],
  [undefined, false],
])('%s: %s', (header, good) => {
  expect(isAdminHost(header)).toBe(good);
});

test.each([
  ['127.0.0.1:9435', { host: '127.0.0.1', port: 9435 }],
  ['9435', { host: '127.0.0.1', port: 9435 }],
  [':9435', { host: '127.0.0.1', port: 9435 }],
  ['[::1]:0', { host: '::1', port: 0 }],
  ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
  ['localhost:80', { host: 'localhost', port: 80 }],
  ['80000', undefined],
  ['::1', undefined],
  ['http://x:80', undefined],
  ['', undefined],
])('%s is the address %o', (text, address) => {
  expect(parseListenAddress(text)).toEqual(address);
});
