import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-store.ts';
import { compareFiles, createFilesReader, identityOf, isMissing, storeFilesAt } from './file-identity.ts';

test.each([
  ['linux', 64769n, 131n, '64769:131'],
  ['darwin', 16777234n, 131n, '16777234:131'],
  ['win32', 3523215360n, 18295873486192705n, '3523215360:18295873486192705'],
  // File indexes of NTFS that are equal as doubles.
  ['win32', 3523215360n, 18295873486192706n, '3523215360:18295873486192706'],
  ['win32', 3523215360n, 0n, 'present'],
  ['linux', 64769n, 0n, '64769:0'],
] as const)('on %s device %s and inode %s are the file %s', (platform, dev, ino, identity) => {
  expect(identityOf({ dev, ino }, platform)).toBe(identity);
});

test.each([
  ['ENOENT', ['linux', 'darwin', 'win32', 'freebsd']],
  ['ENOTDIR', ['linux', 'darwin', 'win32', 'freebsd']],
  ['ESTALE', ['linux', 'darwin', 'freebsd']],
  ['EACCES', []],
  ['EPERM', []],
  ['EIO', []],
] as const)('%s means that there is no file on %j', (code, platforms: readonly string[]) => {
  for (const platform of ['linux', 'darwin', 'win32', 'freebsd'] as const) {
    expect(isMissing(code, platform)).toBe(platforms.includes(platform));
  }
});

const files = (main: string | undefined, ...beside: (string | undefined)[]) => ({ main, beside });

test.each([
  ['same', files('1', '2', '3'), files('1', '2', '3')],
  ['gone', files('1', '2', '3'), files(undefined, '2', '3')],
  ['gone', files('1', '2', '3'), files('1', undefined, '3')],
  ['gone', files('1', '2', '3'), files('1', '2', '4')],
  ['another', files('1', '2', '3'), files('4', '2', '3')],
  ['another', files('1', '2', '3'), files('4', undefined, undefined)],
  // A rollback journal is created and deleted during operation.
  ['same', files('1', undefined, undefined), files('1', '2', '3')],
] as const)('%s', (state, opened, now) => {
  expect(compareFiles(opened, now)).toBe(state);
});

test('different files have different identities, and a missing file has none', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'store');
  expect(storeFilesAt(path)).toEqual(files(undefined, undefined, undefined));
  for (const end of ['', '-wal', '-shm', '.new']) writeFileSync(path + end, end);
  const before = storeFilesAt(path);
  expect(new Set([before.main, ...before.beside]).size).toBe(3);
  writeFileSync(path, 'more');
  expect(compareFiles(before, storeFilesAt(path))).toBe('same');
  renameSync(`${path}.new`, path);
  expect(compareFiles(before, storeFilesAt(path))).toBe('another');
  rmSync(path);
  expect(compareFiles(before, storeFilesAt(path))).toBe('gone');
  expect(storeFilesAt(join(`${path}-wal`, 'in a file')).main).toBeUndefined();
});

test('a reader notices a missing database at once, and files beside it after 50 ms or when asked to', () => {
  const path = join(temporaryFolder(), 'store');
  for (const end of ['', '-wal', '-shm']) writeFileSync(path + end, end);
  let now = 100;
  const read = createFilesReader(path, () => now);
  const before = read();
  rmSync(`${path}-wal`);
  expect(compareFiles(before, read())).toBe('same');
  expect(compareFiles(before, read(true))).toBe('gone');
  writeFileSync(`${path}-wal`, '');
  now += 50;
  expect(read().beside[0]).toBe(storeFilesAt(path).beside[0]);
  rmSync(path);
  expect(compareFiles(before, read())).toBe('gone');
});
