import { expect, test } from 'vitest';
import { createModelCatalog } from './model-catalog.ts';
import type { Relay, UpstreamListener } from './relay.ts';

const local = (name: string) => ({ name, model: name });
const alias = (name: string) => ({
  ...local(name),
  remote_model: 'x',
  remote_host: 'https://ollama.com:443',
});

/** An Ollama whose listings are answered by hand, and a clock. */
const open = () => {
  const waiting: UpstreamListener[] = [];
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
    listener?.onHead(200, 'OK', []);
    listener?.onData(Buffer.from(JSON.stringify({ models })));
    listener?.onEnd();
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

test('a local name of a model that runs elsewhere is told from one that runs here', async () => {
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

test('what is known is believed for a while, and asked for anew then', async () => {
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

test('a name that is not known is looked up at once', async () => {
  const { catalog, answer } = open();
  const first = catalog.lookUp(['a']);
  answer(local('a:latest'));
  await first;
  const second = catalog.lookUp(['b']);
  answer(local('a:latest'), alias('b:latest'));
  expect((await second)('b')).toBe(true);
});

test('those that ask at once share an answer, unless it came too early for one of them', async () => {
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

test('what is forgotten is not remembered from an answer that was on its way', async () => {
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

test('an Ollama that does not answer lets nobody take a model for a local one', async () => {
  const { catalog, waiting, answer } = open();
  const asked = catalog.lookUp(['a']);
  waiting.shift()?.onError(new Error('gone'), false);
  await expect(asked).rejects.toThrow('gone');
  const again = catalog.lookUp(['a']);
  answer(local('a:latest'));
  expect((await again)('a')).toBe(false);
});

test('an answer that is an error is no list', async () => {
  const { catalog, waiting } = open();
  const asked = catalog.lookUp(['a']);
  waiting[0]?.onHead(500, 'Internal Server Error', []);
  waiting[0]?.onData(Buffer.from('{"models":[]}'));
  waiting[0]?.onEnd();
  await expect(asked).rejects.toThrow('500');
});

test.each([null, [], {}, { models: null }, { models: 3 }, { models: [null, 1, { name: 5 }, 'x'] }])(
  'a listing like %j names nothing',
  async (value) => {
    const { catalog, waiting } = open();
    const asked = catalog.lookUp(['a']);
    waiting[0]?.onHead(200, 'OK', []);
    waiting[0]?.onData(Buffer.from(JSON.stringify(value)));
    waiting[0]?.onEnd();
    expect((await asked)('a')).toBe(false);
  },
);
