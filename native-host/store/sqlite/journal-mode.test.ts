import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { journalModeFor, placeOf } from './journal-mode.ts';

test.each([
  ['linux', '/home/ada', 0xef53, 'wal'],
  ['linux', '/home/ada', 0x9123683e, 'wal'],
  ['linux', '/home/ada', 0x01021994, 'wal'],
  ['linux', '/home/ada', 0x6969, 'truncate'],
  ['linux', '/home/ada', 0xff534d42, 'truncate'],
  ['linux', '/home/ada', 0xfe534d42 | 0, 'truncate'],
  ['linux', '/home/ada', 0x65735546, 'truncate'],
  ['linux', '/mnt/c/Users/ada', 0x01021997, 'truncate'],
  ['linux', '/home/ada', undefined, 'wal'],
  ['darwin', '/Users/ada', 26, 'wal'],
  ['darwin', '/Users/ada', 2, 'truncate'],
  ['darwin', '/Volumes/Share/ada', 30, 'truncate'],
  ['darwin', '/Network/Servers/one/ada', 30, 'truncate'],
  ['win32', 'C:\\Users\\ada', 0, 'wal'],
  ['win32', '\\\\?\\C:\\Users\\ada', 0, 'wal'],
  ['win32', '\\\\server\\homes\\ada', 0, 'truncate'],
  ['win32', '\\\\?\\UNC\\server\\homes\\ada', 0, 'truncate'],
  ['freebsd', '/home/ada', 53, 'wal'],
] as const)('%s %s of type %s: %s', (platform, path, type, mode) => {
  expect(journalModeFor({ platform, path, type })).toBe(mode);
});

test('a folder of this computer has a location, also if it does not exist', () => {
  expect(placeOf(tmpdir())).toMatchObject({ platform: process.platform, type: expect.any(Number) });
  expect(placeOf('/not/there')).toEqual({ platform: process.platform, path: '/not/there', type: undefined });
});
