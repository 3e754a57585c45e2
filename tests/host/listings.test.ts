import { expect, test } from 'vitest';
import type { Session } from '../../extension/sdk/session/session.ts';
import { ask, bytesOf, chat, get, jsonOf, post, refusal } from './ask.ts';
import { createHostEnv, EXTENSION } from './create-host-env.ts';

const REMOTE = { remoteModel: 'gpt-oss:120b', remoteHost: 'https://ollama.com:443' };
const MODELS = [
  'smollm2:135m',
  'smollm2:tools',
  'llama3',
  'me/mine:1b',
  'gpt-oss:120b-cloud',
  { name: 'alias', ...REMOTE },
];

const setDirect = async (...flags: readonly string[]) => {
  const testEnv = await createHostEnv({ models: MODELS });
  const key = (await testEnv.cli('key', 'create', ...flags)).stdout.trim();
  return { testEnv, session: testEnv.start(`chrome-extension://${EXTENSION}/`).root({ key }) };
};

const scopes = (...names: string[]) => names.flatMap((name) => ['--scope', name]);

const listed = async (session: Session) => {
  const tags = (await jsonOf(await session.request(get('/api/tags')))) as { models: { name: string }[] };
  const openai = (await jsonOf(await session.request(get('/v1/models')))) as { data: { id: string }[] };
  return { tags: tags.models.map(({ name }) => name), openai: openai.data.map(({ id }) => id) };
};

test('a caller that may use all models gets Ollama’s own bytes', async () => {
  const { testEnv, session } = await setDirect(...scopes('read', 'cloud'));
  for (const path of ['/api/tags', '/v1/models', '/api/ps', '/api/experimental/model-recommendations']) {
    const direct = Buffer.from(await (await fetch(`${testEnv.standIn.url}${path}`)).arrayBuffer());
    expect((await ask(session, get(path))).equals(direct)).toBe(true);
  }
});

test('a caller that may use some models sees only those, each with all of Ollama’s fields', async () => {
  const { testEnv, session } = await setDirect(
    ...scopes('read', 'infer', 'cloud'),
    ...['--model', 'smollm2:*', '--model', 'me/mine:1b', '--model', 'nope'],
  );
  const names = ['smollm2:135m', 'smollm2:tools', 'me/mine:1b'];
  expect(await listed(session)).toEqual({ tags: names, openai: names });
  const all = (await (await fetch(`${testEnv.standIn.url}/api/tags`)).json()) as {
    models: { name: string }[];
  };
  expect(await jsonOf(await session.request(get('/api/tags')))).toEqual({
    models: all.models.filter(({ name }) => names.includes(name)),
  });
});

test('a loaded model outside the grant is not listed either', async () => {
  const { testEnv, session } = await setDirect(...scopes('read', 'infer'), '--model', 'llama3');
  await fetch(`${testEnv.standIn.url}/api/generate`, {
    method: 'POST',
    body: JSON.stringify({ model: 'smollm2:135m' }),
  });
  expect(await jsonOf(await session.request(get('/api/ps')))).toEqual({ models: [] });
  await ask(session, post('/api/generate', { model: 'llama3' }));
  expect(await jsonOf(await session.request(get('/api/ps')))).toMatchObject({
    models: [{ name: 'llama3:latest' }],
  });
});

test('T20: no list contains models on ollama.com for a caller without that scope', async () => {
  const { session } = await setDirect(...scopes('read', 'infer'));
  const names = ['smollm2:135m', 'smollm2:tools', 'llama3:latest', 'me/mine:1b'];
  expect(await listed(session)).toEqual({ tags: names, openai: names });
  const { recommendations } = (await jsonOf(
    await session.request(get('/api/experimental/model-recommendations')),
  )) as { recommendations: { model: string }[] };
  expect(recommendations.length).toBeGreaterThan(0);
  expect(recommendations.filter(({ model }) => model.endsWith('cloud'))).toEqual([]);
});

test('T20: a local name for a model on ollama.com does not count as local', async () => {
  const { testEnv, session } = await setDirect(...scopes('read', 'infer', 'embed'));
  const asked = [
    chat('x', { model: 'alias' }),
    post('/api/generate', { model: 'ALIAS:latest' }),
    post('/v1/chat/completions', { model: 'library/alias', messages: [] }),
    post('/api/embed', { model: 'alias', input: 'x' }),
    post('/api/show', { model: 'alias' }),
    get('/v1/models/alias'),
  ];
  for (const request of asked) {
    expect(await session.request(request).then(({ status }) => status)).toBe(403);
  }
  expect(await refusal(session, chat('x', { model: 'alias' }))).toMatchObject({ code: 'scope_missing' });
  const reached = testEnv.standIn.requests.map(({ path }) => path);
  expect(new Set(reached)).toEqual(new Set(['/api/tags']));
  expect((await session.request(chat('x', { model: 'llama3' }))).status).toBe(200);
});

test('T20: a local name that is created while the host runs is recognised at once', async () => {
  const { testEnv, session } = await setDirect(...scopes('infer'));
  await ask(session, chat('x', { model: 'llama3' }));
  const create = (model: string) =>
    fetch(`${testEnv.standIn.url}/api/copy`, {
      method: 'POST',
      body: JSON.stringify({ source: 'alias', destination: model }),
    });
  await create('fresh');
  expect(await refusal(session, chat('x', { model: 'fresh' }))).toMatchObject({ code: 'scope_missing' });

  const own = (await testEnv.cli('key', 'create', ...scopes('manage', 'cloud', 'infer'))).stdout.trim();
  const other = testEnv.start('chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba/').root({ key: own });
  await ask(other, post('/api/copy', { source: 'alias', destination: 'mine' }));
  expect(await refusal(session, chat('x', { model: 'mine' }))).toMatchObject({ code: 'scope_missing' });
});

test('an invalid list from Ollama is not passed on, and an error from Ollama is', async () => {
  const { testEnv, session } = await setDirect(...scopes('read'), '--model', 'llama3');
  testEnv.standIn.scriptNext({ path: '/v1/models', chunks: ['not JSON ', 'secret-model'] });
  expect((await bytesOf(await session.request(get('/v1/models')))).toString()).not.toContain('secret');
  testEnv.standIn.scriptNext({ path: '/v1/models', status: 503, chunks: ['{"error":"busy"}'] });
  const busy = await session.request(get('/v1/models'));
  expect([busy.status, await jsonOf(busy)]).toEqual([503, { error: 'busy' }]);
});

test('Content-Length is that of the filtered list, and a HEAD has none', async () => {
  const { session } = await setDirect(...scopes('read'), '--model', 'llama3');
  const lengthOf = (headers: readonly (readonly [string, string])[]) =>
    headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  const reply = await session.request(get('/api/tags'));
  expect(lengthOf(reply.headers)).toBe(String((await bytesOf(reply)).byteLength));
  const head = await session.request({ ...get('/api/tags'), method: 'HEAD' });
  expect([head.status, lengthOf(head.headers), (await bytesOf(head)).byteLength]).toEqual([
    200,
    undefined,
    0,
  ]);
});
