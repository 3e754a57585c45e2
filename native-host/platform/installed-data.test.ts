import { expect, test } from 'vitest';
import { installedData, isFromPackage } from './installed-data.ts';
import type { Platform } from './path-of.ts';

const cases: [Platform, string, string | undefined][] = [
  [
    'linux',
    '/home/a b/.local/share/ollama-turnkey/host/1.2.3/ollama-turnkey',
    '/home/a b/.local/share/ollama-turnkey',
  ],
  [
    'darwin',
    '/Users/名/Library/Application Support/ollama-turnkey/host/1.2.3-rc.1/ollama-turnkey',
    '/Users/名/Library/Application Support/ollama-turnkey',
  ],
  [
    'win32',
    'C:\\Users\\a\\AppData\\Local\\ollama-turnkey\\host\\1.2.3\\ollama-turnkey.exe',
    'C:\\Users\\a\\AppData\\Local\\ollama-turnkey',
  ],
  ['linux', '/usr/lib/ollama-turnkey/ollama-turnkey', undefined],
  ['linux', '/home/a/host/bin/ollama-turnkey', undefined],
];

test.each(cases)('on %s, %s has the data directory %s', (platform, executable, data) => {
  expect(installedData(platform, executable, () => false)).toBe(data);
});

test('an executable for all users leaves each of them their own', () => {
  const exists = (path: string) => path === '/usr/local/lib/ollama-turnkey/host/all-users';
  const executable = '/usr/local/lib/ollama-turnkey/host/1.2.3/ollama-turnkey';
  expect(installedData('linux', executable, exists)).toBeUndefined();
});

test.each([
  ['linux', '/usr/lib/ollama-turnkey/ollama-turnkey', '/usr/lib/ollama-turnkey/package'],
  ['win32', 'C:\\P\\Ollama Turnkey\\ollama-turnkey.exe', 'C:\\P\\Ollama Turnkey\\package'],
] as const)(
  'on %s, an executable with a marker beside it is from a package',
  (platform, executable, marker) => {
    expect(isFromPackage(platform, executable, (path) => path === marker)).toBe(true);
    expect(isFromPackage(platform, executable, () => false)).toBe(false);
  },
);
