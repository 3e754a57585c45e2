import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

test('a damaged store is reported as store_failed and not changed', async () => {
  const testEnv = await createHostEnv();
  const path = join(testEnv.home, 'turnkey.sqlite');
  const before = Buffer.alloc(8192, 'not a database ');
  await writeFile(path, before);
  const host = testEnv.start();
  await expect(host.root().welcome).rejects.toMatchObject({ code: 'store_failed' });
  expect(await host.exited).toBe(1);
  expect((await readFile(path)).equals(before)).toBe(true);
});

test('an invalid OLLAMA_HOST is reported, and the host still responds', async () => {
  const testEnv = await createHostEnv();
  const host = testEnv.start(undefined, { OLLAMA_HOST: 'http://a b' });
  const status = await host.root().call('status');
  expect(status).toMatchObject({ ollama: { problem: { code: 'ollama_unreachable' } } });
});

test('changes of the store while the host runs take effect', async () => {
  const testEnv = await createHostEnv();
  const { host, root } = await testEnv.paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  await testEnv.cli('key', 'create', '--name', 'From elsewhere');
  expect(await root.call('grants.list')).toContainEqual(expect.objectContaining({ name: 'From elsewhere' }));
});
