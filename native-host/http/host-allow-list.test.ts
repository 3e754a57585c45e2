import { expect, test } from 'vitest';
import { createHostAllowList } from './host-allow-list.ts';

const LOCAL = createHostAllowList({ listen: '127.0.0.1', allowed: ['ollama.lan'], hostname: 'desk' });
const OPEN = createHostAllowList({ listen: '0.0.0.0', allowed: [], hostname: 'desk' });

test.each([
  undefined,
  '',
  'localhost',
  'LOCALHOST:80',
  '127.0.0.1:11450',
  '[::1]:11450',
  '::1',
  'desk:1',
  'ollama.lan',
])('%s names a server on loopback', (host) => {
  expect(LOCAL(host)).toBe(true);
});

test.each([
  'evil.example',
  'localhost.evil.example',
  'evil.localhost',
  '192.168.1.2',
  '[fe80::1]',
  'ollama.lan.evil.example',
  'localhost@evil.example',
])('%s does not', (host) => {
  expect(LOCAL(host)).toBe(false);
});

test('a server on the network accepts every address, and only its own names', () => {
  expect(['192.168.1.2:80', '[fe80::1]', '8.8.8.8', 'localhost', 'desk'].map(OPEN)).not.toContain(false);
  expect(['evil.example', 'other', '8.8.8.8.evil.example'].map(OPEN)).not.toContain(true);
});
