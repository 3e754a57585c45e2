import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { zipExtension } from './zip-extension.ts';

/** Writes files in the given order, each with another time. */
const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-zip-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'pages'));
  for (const [at, [name, text]] of Object.entries(files).entries()) {
    await writeFile(join(folder, name), text, { mode: at === 0 ? 0o600 : 0o755 });
    await utimes(join(folder, name), at, at);
  }
  return folder;
};

const FILES = { 'pages/b.html': 'b', 'a.js': 'a'.repeat(1000), 'manifest.json': '{"key":"k","name":"n"}' };

test('the same files give the same bytes, whatever their order, times and modes', async () => {
  const reversed = Object.fromEntries(Object.entries(FILES).toReversed());
  const [one, other] = [await folderWith(FILES), await folderWith(reversed)];
  const zip = await zipExtension(one, 'firefox');
  expect(await zipExtension(other, 'firefox')).toEqual(zip);
  expect(Object.keys(unzipSync(zip))).toEqual(['a.js', 'manifest.json', 'pages/b.html']);
});

test('the key is not in the package for Chromium', async () => {
  const zip = unzipSync(await zipExtension(await folderWith(FILES), 'chromium'));
  expect(JSON.parse(strFromU8(zip['manifest.json'] ?? new Uint8Array()))).toEqual({ name: 'n' });
  expect(strFromU8(zip['pages/b.html'] ?? new Uint8Array())).toBe('b');
});
