import { expect, test } from 'vitest';
import { findModels, modelEntries, totalBytes } from './model-entries.ts';

const LISTED = [
  {
    name: 'smollm2:135m',
    size: 98_363_007,
    details: { parameter_size: '134.52M', quantization_level: 'Q4_1' },
  },
  { name: 'mine:latest', size: 400, remote_host: 'https://ollama.com:443' },
  { name: 'gpt-oss:120b-cloud', size: 384, details: { parameter_size: '', quantization_level: '' } },
];
const UNTIL = '2026-11-23T18:21:35.367Z';

test('an entry has what Ollama’s lists say of the model', () => {
  const described = [{ name: 'smollm2:135m', capabilities: ['completion'], contextLength: 8192 }];
  const [entry] = modelEntries(LISTED, [{ name: 'smollm2:135m', expires_at: UNTIL }], described);
  expect(entry).toEqual({
    ...{ name: 'smollm2:135m', bytes: 98_363_007, parameters: '134.52M', quantization: 'Q4_1' },
    ...{ capabilities: ['completion'], contextLength: 8192, loadedUntil: Date.parse(UNTIL) },
  });
});

test('a model that runs on ollama.com has no size, by its host or its name', () => {
  expect(modelEntries(LISTED, [], []).map(({ bytes }) => bytes)).toEqual([98_363_007, null, null]);
  expect(totalBytes(modelEntries(LISTED, [], []))).toBe(98_363_007);
});

test('what Ollama does not say is not shown', () => {
  const [, , cloud] = modelEntries(LISTED, [], []);
  expect(cloud).toMatchObject({ parameters: undefined, quantization: undefined, loadedUntil: null });
});

test('a model in memory without a readable end stays until it is unloaded', () => {
  const [entry] = modelEntries(LISTED, [{ name: 'smollm2:135m', expires_at: 'never' }], []);
  expect(entry?.loadedUntil).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  ['', 3],
  ['SMOL', 1],
  ['gpt cloud', 1],
  ['gpt smol', 0],
])('“%s” finds %d models', (text, count) => {
  expect(findModels(modelEntries(LISTED, [], []), text)).toHaveLength(count);
});
