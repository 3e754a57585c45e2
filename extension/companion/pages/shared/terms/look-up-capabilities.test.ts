import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lookUpCapabilities } from './look-up-capabilities.ts';

/** The storage of the page. */
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

const model = (name: string, lookUp = vi.fn(async () => ['completion'])) => ({
  ...{ name, remote: false, digest: `of ${name}`, lookUp },
});

const found = async (models: Parameters<typeof lookUpCapabilities>[0]) => {
  const all: [number, readonly string[]][] = [];
  await lookUpCapabilities(models, (at, capabilities) => all.push([at, capabilities]));
  return all;
};

test('what the list says is not looked up', async () => {
  const said = { ...model('a'), capabilities: ['vision'] };
  const other = model('b');
  expect(await found([said, undefined, other])).toEqual([[2, ['completion']]]);
  expect(said.lookUp).not.toHaveBeenCalled();
});

test('a model is looked up once, until it changes', async () => {
  const one = model('a');
  expect(await found([one])).toEqual([[0, ['completion']]]);
  expect(await found([one])).toEqual([[0, ['completion']]]);
  expect(one.lookUp).toHaveBeenCalledTimes(1);
  await found([{ ...one, digest: 'another' }]);
  expect(one.lookUp).toHaveBeenCalledTimes(2);
});

test('four at a time, and at most a hundred', async () => {
  let running = 0;
  let most = 0;
  const lookUp = vi.fn(async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    return ['completion'];
  });
  expect(await found(Array.from({ length: 150 }, (_, at) => model(`m${at}`, lookUp)))).toHaveLength(100);
  expect(most).toBe(4);
});

test('a model of which Ollama says nothing is left out, and asked for again', async () => {
  const silent = model(
    'a',
    vi.fn().mockRejectedValueOnce(new Error('no answer')).mockResolvedValue(['tools']),
  );
  expect(await found([silent])).toEqual([]);
  expect(await found([silent])).toEqual([[0, ['tools']]]);
});

test('without a storage, everything is looked up', async () => {
  vi.stubGlobal('localStorage', undefined);
  const one = model('a');
  await found([one]);
  expect(await found([one])).toHaveLength(1);
  expect(one.lookUp).toHaveBeenCalledTimes(2);
});
