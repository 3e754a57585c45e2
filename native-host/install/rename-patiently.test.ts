import { expect, test } from 'vitest';
import type { Platform } from '../platform/path-of.ts';
import { renamePatiently } from './rename-patiently.ts';
import { memoryWorld } from './testing/memory-world.ts';

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
