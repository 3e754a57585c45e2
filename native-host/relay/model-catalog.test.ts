import { expect, test } from 'vitest';
import { createModelCatalog } from './model-catalog.ts';
import type { Relay } from './relay.ts';

const LISTING = {
  models: [
    { name: 'here:latest', model: 'here:latest' },
    { name: 'alias:latest', model: 'alias:latest', remote_host: 'https://ollama.com', remote_model: 'big' },
  ],
};

/** An Ollama that answers with a listing, and counts how often. */
const open = (answer: { status?: number; body?: unknown; error?: Error } = {}) => {
  const clock = { now: 0 };
  const asked: string[] = [];
  const relay: Relay = {
    send({ path }, listener) {
      asked.push(path);
      queueMicrotask(() => {
        if (answer.error) return listener.onError(answer.error, false);
        listener.onHead(answer.status ?? 200, 'OK', []);
        listener.onData(Buffer.from(JSON.stringify(answer.body ?? LISTING)));
        listener.onEnd();
      });
      return { abort: () => {}, pause: () => {}, resume: () => {} };
    },
    close: () => {},
  };
  return { clock, asked, catalog: createModelCatalog(relay, () => clock.now) };
};

test('an alias of a model elsewhere is known, however it is written', async () => {
  const isRemote = await open().catalog.lookUp(['alias']);
  expect([
    isRemote('alias'),
    isRemote('registry.ollama.ai/library/ALIAS:latest'),
    isRemote('here'),
    isRemote('alias:other'),
  ]).toEqual([true, true, false, false]);
});

test('Ollama is asked once for what is known, and anew for what is not, is old or may have changed', async () => {
  const { asked, catalog, clock } = open();
  await Promise.all([catalog.lookUp(['here']), catalog.lookUp(['alias'])]);
  await catalog.lookUp(['here']);
  expect(asked).toEqual(['/api/tags']);
  await catalog.lookUp(['new']);
  expect(asked).toHaveLength(2);
  clock.now = 30_000;
  await catalog.lookUp(['here']);
  expect(asked).toHaveLength(3);
  catalog.forget();
  await catalog.lookUp(['here']);
  expect(asked).toHaveLength(4);
});

test.each([
  ['does not answer', { error: new Error('ECONNREFUSED') }],
  ['answers with an error', { status: 500 }],
])('where Ollama %s, nothing is taken to run here', async (_, answer) => {
  await expect(open(answer).catalog.lookUp(['here'])).rejects.toThrow();
});

test.each([[null], [[]], [{ models: 3 }], [{ models: [{ name: 5 }] }]])(
  'a listing like %j has no models',
  async (body) => {
    expect((await open({ body }).catalog.lookUp(['here']))('here')).toBe(false);
  },
);
