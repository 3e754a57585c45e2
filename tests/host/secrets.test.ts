import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, chat, get } from './ask.ts';
import { allow, CLIENT, createHostEnv, EXTENSION } from './create-host-env.ts';

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};

/** The part of a key that must not appear anywhere. */
const secretOf = (key: string): string => key.split('_')[2]?.slice(0, 43) ?? '';

test('T6, T25: no key, token or prompt is in any file or on stderr', async () => {
  const testEnv = await createHostEnv();
  const { host, root, key, token } = await testEnv.paired(allow());
  const own = (await testEnv.cli('key', 'create')).stdout.trim();
  const direct = testEnv.start(`chrome-extension://${EXTENSION}/`);
  await ask(direct.root({ key: own }), get('/api/version'));
  await ask(host.client(CLIENT), chat('a very private prompt'));
  await root.call('pair', { key: `${key.slice(0, -1)}!` }).catch(() => {});
  const files = await filesIn(testEnv.home);
  const all = Buffer.concat(await Promise.all(files.map((file) => readFile(file)))).toString('latin1');
  const listed = await testEnv.cli('key', 'list', '--json');
  const said = [all, host.stderr, direct.stderr, listed.stdout, listed.stderr].join('\n');
  expect(all).toContain(own.split('_')[1]);
  for (const secret of [key, token, own].map(secretOf)) {
    expect(secret).toHaveLength(43);
    expect(said).not.toContain(secret);
  }
  expect(said).not.toContain('a very private prompt');
});

test.skipIf(process.platform === 'win32')('only the owner can access the folder and its files', async () => {
  const testEnv = await createHostEnv();
  await testEnv.paired();
  const modes = await Promise.all(
    [testEnv.home, ...(await filesIn(testEnv.home))].map(async (path) => (await stat(path)).mode & 0o077),
  );
  expect(modes.every((mode) => mode === 0)).toBe(true);
});
