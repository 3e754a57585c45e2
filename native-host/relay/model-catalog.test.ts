import { expect, test } from 'vitest';
import { createModelCatalog } from './model-catalog.ts';
import type { Relay } from './relay.ts';
import type { ResponseSink } from './response-sink.ts';

const local = (name: string) => ({ name, model: name });
const alias = (name: string) => ({
  ...local(name),
  remote_model: 'x',
  remote_host: 'https://ollama.com:443',
});

/** An Ollama whose lists of models the test answers, and a clock. */
const open = () => {
  const waiting: ResponseSink<Error>[] = [];
  let time = 0;
  const relay: Relay = {
    send(_request, listener) {
      waiting.push(listener);
      return { abort: () => {}, pause: () => {}, resume: () => {} };
    },
    close: () => {},
  };
  const answer = (...models: object[]) => {
    const listener = waiting.shift();
    listener?.head(200, 'OK', []);
    listener?.data(Buffer.from(JSON.stringify({ models })));
    listener?.end();
  };
  return {
    waiting,
    answer,
    pass: (ms: number) => {
      time += ms;
    },
    catalog: createModelCatalog(relay, () => time),
  };
};

test('a model with a local name that runs on another server counts as remote', async () => {
  const { catalog, answer } = open();
  const asked = catalog.lookUp(['mine', 'llama3']);
  answer(alias('mine:latest'), local('llama3:latest'));
  const isRemote = await asked;
  expect(['mine', 'MINE:latest', 'registry.ollama.ai/library/mine'].map(isRemote)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['llama3', 'mine:other', 'nope'].map(isRemote)).toEqual([false, false, false]);
});

test('a list that was prepared is the one of the next look-up', async () => {
  const { catalog, answer, waiting } = open();
  catalog.prepare();
  catalog.prepare();
  const asked = catalog.lookUp(['a']);
  expect(waiting).toHaveLength(1);
  answer(local('a:latest'));
  expect((await asked)('a')).toBe(false);
  catalog.prepare();
  expect(waiting).toHaveLength(0);
});

test('a failure of a prepared list only concerns the look-up that has joined it', async () => {
  const { catalog, answer, waiting } = open();
  catalog.prepare();
  const joined = catalog.lookUp(['a']);
  waiting.shift()?.fail(new Error('refused'));
  await expect(joined).rejects.toThrow('refused');
  const asked = catalog.lookUp(['a']);
  answer(local('a:latest'));
  expect((await asked)('a')).toBe(false);
});

test('a list that Ollama never sends ends when the catalog is closed', async () => {
  const { catalog } = open();
  catalog.prepare();
  const asked = catalog.lookUp(['a']);
  catalog.close();
  await expect(asked).rejects.toThrow('aborted');
});

test('a list is cached for a while, and then requested again', async () => {
  const { catalog, answer, waiting, pass } = open();
  const first = catalog.lookUp(['a']);
  answer(local('a:latest'));
  await first;
  pass(999);
  expect((await catalog.lookUp(['a']))('a')).toBe(false);
  pass(1);
  const again = catalog.lookUp(['a']);
  expect(waiting).toHaveLength(1);
  answer(alias('a:latest'));
  expect((await again)('a')).toBe(true);
});

test('a list in use is refreshed before it expires, and no look-up waits for it', async () => {
  const { catalog, answer, waiting, pass } = open();
  const first = catalog.lookUp(['a']);
  answer(local('a:latest'));
  await first;
  pass(499);
  await catalog.lookUp(['a']);
  expect(waiting).toHaveLength(0);
  pass(1);
  expect((await catalog.lookUp(['a']))('a')).toBe(false);
  await catalog.lookUp(['a']);
  expect(waiting).toHaveLength(1);
  answer(alias('a:latest'));
  await new Promise((resolve) => setImmediate(resolve));
  pass(999);
  expect((await catalog.lookUp(['a']))('a')).toBe(true);
});

test('a list that fails to load in the background is requested again once the last one has expired', async () => {
  const { catalog, answer, waiting, pass } = open();
  const first = catalog.lookUp(['a']);
  answer(local('a:latest'));
  await first;
  pass(500);
  await catalog.lookUp(['a']);
  waiting.shift()?.fail(new Error('gone'));
  await new Promise((resolve) => setImmediate(resolve));
  pass(500);
  const again = catalog.lookUp(['a']);
  answer(alias('a:latest'));
  expect((await again)('a')).toBe(true);
});

test('A17: a list that was requested over a second ago is not used, also if it has just arrived', async () => {
  const { catalog, answer, waiting, pass } = open();
  const first = catalog.lookUp(['a']);
  pass(1_000);
  const second = catalog.lookUp(['a']);
  expect(waiting).toHaveLength(2);
  answer(local('a:latest'));
  expect((await first)('a')).toBe(false);
  answer(alias('a:latest'));
  expect((await second)('a')).toBe(true);
  expect((await catalog.lookUp(['a']))('a')).toBe(true);
});

test('an older list that arrives after a newer one does not replace it', async () => {
  const { catalog, answer, waiting, pass } = open();
  void catalog.lookUp(['a']);
  pass(1_000);
  const second = catalog.lookUp(['a']);
  waiting.reverse();
  answer(alias('a:latest'));
  expect((await second)('a')).toBe(true);
  answer(local('a:latest'));
  await new Promise((resolve) => setImmediate(resolve));
  expect((await catalog.lookUp(['a']))('a')).toBe(true);
});

test('an unknown name is looked up at once', async () => {
  const { catalog, answer } = open();
  const first = catalog.lookUp(['a']);
  answer(local('a:latest'));
  await first;
  const second = catalog.lookUp(['b']);
  answer(local('a:latest'), alias('b:latest'));
  expect((await second)('b')).toBe(true);
});

test('concurrent look-ups share a request, unless it started too early for one of them', async () => {
  const { catalog, answer, waiting } = open();
  const asked = [catalog.lookUp(['a']), catalog.lookUp(['a']), catalog.lookUp(['new'])];
  expect(waiting).toHaveLength(1);
  answer(local('a:latest'));
  await Promise.all(asked.slice(0, 2));
  await null;
  expect(waiting).toHaveLength(1);
  answer(local('a:latest'), alias('new:latest'));
  expect((await asked[2])?.('new')).toBe(true);
});

test('a response to a request from before `forget` is not cached', async () => {
  const { catalog, answer, waiting } = open();
  const early = catalog.lookUp(['a']);
  catalog.forget();
  answer(local('a:latest'));
  await early;
  const late = catalog.lookUp(['a']);
  expect(waiting).toHaveLength(1);
  answer(alias('a:latest'));
  expect((await late)('a')).toBe(true);
});

test('a look-up rejects if Ollama does not respond, so no model passes as local', async () => {
  const { catalog, waiting, answer } = open();
  const asked = catalog.lookUp(['a']);
  waiting.shift()?.fail(new Error('gone'));
  await expect(asked).rejects.toThrow('gone');
  const again = catalog.lookUp(['a']);
  answer(local('a:latest'));
  expect((await again)('a')).toBe(false);
});

test('an error response is not a list', async () => {
  const { catalog, waiting } = open();
  const asked = catalog.lookUp(['a']);
  waiting[0]?.head(500, 'Internal Server Error', []);
  waiting[0]?.data(Buffer.from('{"models":[]}'));
  waiting[0]?.end();
  await expect(asked).rejects.toThrow('500');
});

test.each([null, [], {}, { models: null }, { models: 3 }, { models: [null, 1, { name: 5 }, 'x'] }])(
  'a list like %j contains no models',
  async (value) => {
    const { catalog, waiting } = open();
    const asked = catalog.lookUp(['a']);
    waiting[0]?.head(200, 'OK', []);
    waiting[0]?.data(Buffer.from(JSON.stringify(value)));
    waiting[0]?.end();
    expect((await asked)('a')).toBe(false);
  },
);
