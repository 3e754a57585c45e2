import { expect, test } from 'vitest';
import { ask, get, jsonOf, post, refusal } from './ask.ts';
import { allow, CLIENT, createHostEnv, type HostEnv } from './create-host-env.ts';
import { COMPANION_ORIGIN } from './start-host.ts';

/** A local name for a model on ollama.com. */
const CLOUD = 'alias:latest';
const REMOTE = { remoteModel: 'gpt-oss:120b', remoteHost: 'https://ollama.com:443' };
const LOCAL = 'smollm2:135m';
const PAGE = { id: new URL(COMPANION_ORIGIN).hostname, page: true, own: true };

const remove = (model: string) => ({ ...post('/api/delete', { model }), method: 'DELETE' });
const setUp = () => createHostEnv({ models: [LOCAL, { name: CLOUD, ...REMOTE }] });

const acts = async ({ cli }: HostEnv) =>
  (JSON.parse((await cli('audit', '--json')).stdout) as { act: string; subject: string }[])
    .filter(({ act }) => act.startsWith('model-'))
    .map(({ act, subject }) => `${act} ${subject}`);

const listed = async ({ standIn }: HostEnv) => {
  const { models } = (await (await fetch(`${standIn.url}/api/tags`)).json()) as {
    models: { name: string }[];
  };
  return models.map(({ name }) => name);
};

test('a page of the paired companion sees, deletes and downloads models, each with an audit row', async () => {
  const testEnv = await setUp();
  const { host } = await testEnv.paired();
  const page = host.client(PAGE);
  const { models } = (await jsonOf(await page.request(get('/api/tags')))) as { models: { name: string }[] };
  expect(models.map(({ name }) => name)).toEqual([LOCAL, CLOUD]);
  expect(String(await ask(page, remove(CLOUD)))).toBe('');
  expect(String(await ask(page, post('/api/pull', { model: 'llama3.2' })))).toContain('success');
  expect(await listed(testEnv)).toEqual(['llama3.2:latest', LOCAL]);
  expect(await acts(testEnv)).toEqual([`model-delete ${CLOUD}`, 'model-pull llama3.2:latest']);
});

test('to use a cloud model, it still lacks the scope', async () => {
  const testEnv = await setUp();
  const { host } = await testEnv.paired();
  const chat = post('/api/chat', { model: CLOUD, messages: [] });
  expect(await refusal(host.client(PAGE), chat)).toMatchObject({ status: 403, code: 'scope_missing' });
});

test('an extension gains nothing, even one that may manage models', async () => {
  const testEnv = await setUp();
  const { host } = await testEnv.paired(allow(['read', 'infer', 'embed', 'manage']));
  const client = host.client(CLIENT, { access: { scopes: ['read', 'manage'] } });
  const { models } = (await jsonOf(await client.request(get('/api/tags')))) as { models: object[] };
  expect(models).toHaveLength(1);
  expect(await refusal(client, remove(CLOUD))).toMatchObject({ code: 'scope_missing' });
  expect(await refusal(client, post('/api/pull', { model: 'hf.co/a/b' }))).toMatchObject({
    code: 'registry_refused',
  });
  await ask(client, remove(LOCAL));
  expect(await acts(testEnv)).toEqual([]);
});

test('an extension with the key of the owner, and a companion that is not paired, are refused', async () => {
  const testEnv = await setUp();
  const { key, host } = await testEnv.paired();
  expect(await refusal(host.client(CLIENT, { key }), remove(LOCAL))).toMatchObject({ code: 'key_elsewhere' });
  const unpaired = testEnv.start();
  expect(await refusal(unpaired.client(PAGE), remove(LOCAL))).toMatchObject({ status: 401, code: 'no_key' });
  expect(await listed(testEnv)).toEqual([LOCAL, CLOUD]);
});
