import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createStandIn,
  type StandIn,
  type StandInOptions,
} from '../../../scripts/stand-in/create-stand-in.ts';
import { listModels } from './list-models.ts';

const MODELS: StandInOptions['models'] = [
  { name: 'sees', capabilities: ['completion', 'vision', 'tools'] },
  { name: 'embeds', capabilities: ['embedding'] },
  { name: 'decides', capabilities: ['decision'] },
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name })),
];
const CHAT = ['sees:latest', 'a:latest', 'b:latest', 'c:latest', 'd:latest', 'e:latest', 'f:latest'];

let ollama: StandIn;

const start = async (options: StandInOptions = {}) => {
  ollama = createStandIn({ models: MODELS, ...options });
  const url = await ollama.start();
  const ask: typeof fetch = (input, init) => fetch(String(input).replace('http://ollama', url), init);
  return { fetch: ask };
};
const names = async (...args: Parameters<typeof listModels>) =>
  (await listModels(...args)).map(({ name }) => name);
const asked = (path: string) => ollama.requests.filter((request) => request.path === path).length;

beforeEach(() => {
  ollama = createStandIn();
});
afterEach(() => ollama.stop().catch(() => {}));

for (const capabilitiesInTags of [true, false]) {
  test(`models are filtered by what they can do; the list says it: ${capabilitiesInTags}`, async () => {
    const turnkey = await start({ capabilitiesInTags });
    expect(await names(turnkey, { can: 'chat' })).toEqual(CHAT);
    expect(await names(turnkey, { can: 'embed' })).toEqual(['embeds:latest']);
    expect(await names(turnkey, { can: 'vision' })).toEqual(['sees:latest']);
    expect(await names(turnkey, { can: 'tools' })).toEqual(['sees:latest']);
    expect(await names(turnkey)).toHaveLength(9);
    expect((await listModels(turnkey))[1]).toEqual({
      name: 'embeds:latest',
      capabilities: ['embedding'],
      contextLength: 8192,
    });
    expect(asked('/api/show')).toBe(capabilitiesInTags ? 0 : 9);
  });
}

test('at most four models are shown at the same time', async () => {
  const { fetch: ask } = await start();
  let running = 0;
  let most = 0;
  const counted: typeof fetch = async (input, init) => {
    running += 1;
    most = Math.max(most, running);
    return ask(input, init).finally(() => {
      running -= 1;
    });
  };
  await listModels({ fetch: counted });
  expect(most).toBe(4);
});

test('a model of which nothing is known stays, and Ollama is asked again', async () => {
  const turnkey = await start();
  const fails = () => ollama.scriptNext({ path: '/api/show', status: 500, chunks: ['{"error":"busy"}'] });
  for (const _ of CHAT) fails();
  for (const _ of ['decides', 'embeds']) fails();
  expect(await names(turnkey, { can: 'chat' })).toHaveLength(9);
  expect(await names(turnkey, { can: 'chat' })).toEqual(CHAT);
});

test('an Ollama without models', async () => {
  expect(await listModels(await start({ models: [] }))).toEqual([]);
  ollama.scriptNext({ path: '/api/tags', chunks: ['{"models":null}'] });
  expect(await listModels({ fetch: () => fetch(`${ollama.url}/api/tags`) })).toEqual([]);
});

test('a denial is a TurnkeyError, and a failure has Ollama’s message', async () => {
  const turnkey = await start();
  const error = 'The user has not allowed it. Click Allow. [not_approved]';
  ollama.scriptNext({ path: '/api/tags', status: 403, chunks: [JSON.stringify({ error })] });
  await expect(listModels(turnkey)).rejects.toMatchObject({ code: 'not_approved', help: 'Click Allow.' });
  ollama.scriptNext({ path: '/api/tags', status: 500, chunks: ['{"error":"disk full"}'] });
  await expect(listModels(turnkey)).rejects.toThrow(/^disk full$/);
});

test('an abort ends the requests that run, and no other begins', async () => {
  const turnkey = await start();
  const gates = [0, 1, 2, 3].map(() => ollama.holdNext({ path: '/api/show' }));
  const stop = new AbortController();
  const listed = listModels(turnkey, { signal: stop.signal });
  await Promise.all(gates.map(({ reached }) => reached));
  stop.abort(new Error('enough'));
  await expect(listed).rejects.toThrow('enough');
  await ollama.waitFor(() => ollama.activeRequests === 0);
  expect(asked('/api/show')).toBe(4);
});
