import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

const EXTENSION_ID = 'abcdefghijklmnopabcdefghijklmnop';
const ollama = createStandIn();
let testEnv: ServeEnv;
let served: Served;
beforeAll(async () => {
  testEnv = await createServeEnv();
  await testEnv.key();
  served = await testEnv.serve(['--upstream', await ollama.start()]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

const callWith = async (key: string) => {
  const { status, body } = await served.call('/api/version', { headers: bearer(key) });
  return { status, code: JSON.parse(body).code };
};
const callerOf = async (key: string) => {
  const grants = JSON.parse(await testEnv.cli('key', 'list', '--json')) as { id: string; caller: string }[];
  return grants.find(({ id }) => id === key.split('_')[1])?.caller;
};

test('A16: a key made without --http is refused over HTTP, and stays unbound for an extension', async () => {
  const key = await testEnv.cli('key', 'create');
  expect(await callWith(key)).toEqual({ status: 401, code: 'key_elsewhere' });
  expect((await served.call('/api/version', { headers: bearer(key) })).body).toContain('key create --http');
  expect(await callerOf(key)).toBeNull();
});

test('A16: a key made with --http is bound to HTTP before its first use', async () => {
  const key = await testEnv.key();
  expect(await callerOf(key)).toBe('http');
  expect(await callWith(key)).toEqual({ status: 200 });
});

test('A16: serve does not start if all keys are for extensions', async () => {
  const empty = await createServeEnv();
  await empty.cli('key', 'create');
  const { code, said } = await empty.fails(['serve']);
  expect([code, said]).toEqual([1, expect.stringContaining('key create --http')]);
  await empty.dispose();
});

test('a key of an extension is refused over HTTP, and stays bound to the extension', async () => {
  const key = await testEnv.cli('key', 'create', '--extension', EXTENSION_ID);
  expect(await callWith(key)).toEqual({ status: 401, code: 'key_elsewhere' });
  expect(await callerOf(key)).toBe(EXTENSION_ID);
});

test('the key for the companion’s settings is refused over HTTP', async () => {
  const key = await testEnv.cli('api-key');
  expect(await callWith(key)).toEqual({ status: 401, code: 'key_elsewhere' });
});

test('a disabled key and an expired key get their own errors', async () => {
  const key = await testEnv.key();
  await testEnv.cli('key', 'disable', key.split('_')[1] as string);
  expect(await callWith(key)).toEqual({ status: 403, code: 'key_disabled' });
  await testEnv.cli('key', 'enable', key.split('_')[1] as string);
  expect(await callWith(key)).toEqual({ status: 200 });
});

test('after a rotation, both keys work for a while', async () => {
  const key = await testEnv.key();
  const next = await testEnv.cli('key', 'rotate', key.split('_')[1] as string);
  expect(await callWith(next)).toEqual({ status: 200 });
  expect(await callWith(key)).toEqual({ status: 200 });
});
