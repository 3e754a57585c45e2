import fs, { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../platform/path-of.ts';
import { memoryWorld } from './testing/memory-world.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';
import { renamePatiently, writeAtomically } from './write-atomically.ts';

let directory: string;
beforeEach(() => {
  directory = temporaryDirectory();
});

const world = { platform: 'linux', fs } as const;
const file = (name: string, text: string) => ({
  path: join(directory, name),
  text,
  mode: 0o755,
  directoryMode: 0o700,
});

describe.skipIf(process.platform === 'win32')('a file', () => {
  test('is created with its directories and modes', async () => {
    expect(await writeAtomically(world, file('a/b/c', 'x'))).toBe('written');
    expect((await stat(join(directory, 'a/b/c'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(directory, 'a'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(directory, 'a/b'))).toEqual(['c']);
  });

  test('gets its modes independent of the umask', async () => {
    const before = process.umask(0o077);
    try {
      await writeAtomically(world, { ...file('a/b', 'x'), directoryMode: 0o755 });
    } finally {
      process.umask(before);
    }
    expect((await stat(join(directory, 'a'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(directory, 'a/b'))).mode & 0o777).toBe(0o755);
  });

  test('with the same text is kept, except for its mode', async () => {
    await writeAtomically(world, file('f', 'x'));
    await chmod(join(directory, 'f'), 0o600);
    const { ino } = await stat(join(directory, 'f'));
    expect(await writeAtomically(world, file('f', 'x'))).toBe('unchanged');
    const after = await stat(join(directory, 'f'));
    expect([after.ino, after.mode & 0o777]).toEqual([ino, 0o755]);
  });

  test('replaces a link instead of writing through it', async () => {
    await writeFile(join(directory, 'target'), 'theirs');
    await symlink('target', join(directory, 'link'));
    await writeAtomically(world, file('link', 'ours'));
    expect(await readFile(join(directory, 'target'), 'utf8')).toBe('theirs');
    expect(await readFile(join(directory, 'link'), 'utf8')).toBe('ours');
  });

  test('that cannot be replaced is kept, and no temporary file is left', async () => {
    await writeAtomically(world, file('f', 'old'));
    const busy = Object.assign(new Error('EBUSY: resource busy or locked, rename'), { code: 'EBUSY' });
    const locked = { ...world, fs: { ...fs, rename: () => Promise.reject(busy) } };
    await expect(writeAtomically(locked, file('f', 'new'))).rejects.toMatchObject({
      name: 'InstallError',
      code: 'not_writable',
      message: expect.stringMatching(/f: EBUSY.*unchanged/),
      cause: busy,
    });
    expect(await readFile(join(directory, 'f'), 'utf8')).toBe('old');
    expect(await readdir(directory)).toEqual(['f']);
  });

  test('below a file cannot be written', async () => {
    await writeFile(join(directory, 'f'), '');
    await expect(writeAtomically(world, file('f/g', 'x'))).rejects.toMatchObject({ code: 'not_writable' });
  });
});

const attempts = async (platform: Platform, codes: string[]) => {
  const { fs } = memoryWorld({ platform, env: {}, home: '/', execPath: '' });
  let tries = 0;
  const rename = async () => {
    const code = codes[tries++];
    if (code) throw Object.assign(new Error(code), { code });
  };
  const outcome = await renamePatiently({ platform, fs: { ...fs, rename } }, 'a', 'b').catch(String);
  return { tries, outcome };
};

test.each<[string, Platform, string[], Awaited<ReturnType<typeof attempts>>]>([
  ['a file that is busy for a moment', 'win32', ['EBUSY', 'EPERM'], { tries: 3, outcome: undefined }],
  ['a file that stays busy', 'win32', Array(9).fill('EBUSY'), { tries: 4, outcome: 'Error: EBUSY' }],
  ['another error', 'win32', ['ENOENT'], { tries: 1, outcome: 'Error: ENOENT' }],
  ['elsewhere, any error', 'linux', ['EBUSY'], { tries: 1, outcome: 'Error: EBUSY' }],
])('%s', async (_name, platform, codes, expected) => {
  expect(await attempts(platform, codes)).toEqual(expected);
});

test('a folder that cannot be created on a read-only disk: the true cause, which Node hides', async () => {
  const hidden = { code: 'ENOENT', syscall: 'mkdir', path: '/home/u/.local' };
  const fs = {
    ...memoryWorld({ platform: 'linux', env: {}, home: '/home/u', execPath: '/node' }).fs,
    readFile: async (path: string) =>
      path === '/proc/self/mounts'
        ? 'tmpfs / tmpfs rw 0 0\ntmpfs /home tmpfs ro,nosuid 0 0\n'
        : Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' })),
    mkdir: async () => Promise.reject(Object.assign(new Error('ENOENT: mkdir'), hidden)),
  };
  const file = { path: '/home/u/.local/share/x', text: '', mode: 0o644, directoryMode: 0o700 };
  await expect(writeAtomically({ platform: 'linux', fs }, file)).rejects.toThrow(
    /^Could not create the folder \/home\/u\/\.local: EROFS.*The disk is read-only/,
  );
  await expect(writeAtomically({ platform: 'darwin', fs }, file)).rejects.toThrow('ENOENT: mkdir');
});
