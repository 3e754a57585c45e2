import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, get } from './ask.ts';
import { allow, CLIENT, setHostStage } from './set-host-stage.ts';

test('a store that is damaged is told as store_failed and left as it is', async () => {
  const stage = await setHostStage();
  const path = join(stage.home, 'turnkey.sqlite');
  const before = Buffer.alloc(8192, 'this is no database ');
  await writeFile(path, before);
  const host = stage.start();
  await expect(host.root().welcome).rejects.toMatchObject({ code: 'store_failed' });
  expect(await host.exited).toBe(1);
  expect((await readFile(path)).equals(before)).toBe(true);
});

test('an OLLAMA_HOST that is no address is told, and does not keep the host from answering', async () => {
  const stage = await setHostStage();
  const host = stage.start(undefined, { OLLAMA_HOST: 'http://a b' });
  const status = await host.root().call('status');
  expect(status).toMatchObject({ ollama: { problem: { code: 'ollama_unreachable' } } });
});

test('a store that grows while the host runs is read anew', async () => {
  const stage = await setHostStage();
  const { host, root } = await stage.paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  await stage.cli('key', 'create', '--name', 'From elsewhere');
  expect(await root.call('grants.list')).toContainEqual(expect.objectContaining({ name: 'From elsewhere' }));
});
