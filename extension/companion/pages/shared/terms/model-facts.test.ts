import { expect, test } from 'vitest';
import { matches, modelFacts, sizeWords } from './model-facts.ts';

test.each([
  [397_000, 'en', '0.4 MB'],
  [98_363_007, 'en', '98 MB'],
  [4_920_000_000, 'en', '4.9 GB'],
  [4_920_000_000, 'de', '4,9 GB'],
  [42_500_000_000, 'en', '43 GB'],
  [1_300_000_000_000, 'en', '1.3 TB'],
])('%i bytes in %s are %s', (bytes, lang, words) => {
  expect(sizeWords(bytes, lang).replace('\u00A0', ' ')).toBe(words);
});

const ROW = { name: 'm', checked: false, note: undefined };
const MODEL = { name: 'm', remote: false, size: 2e9, loaded: true };

test('what a model can do, its size, and that it is loaded', () => {
  expect(modelFacts(ROW, MODEL, ['tools', 'completion', 'thinking'])).toBe('chat, tools · 2 GB · in memory');
});

test('a cloud model has no size, and a missing model only its note', () => {
  const remote = { ...MODEL, remote: true, loaded: false, capabilities: ['vision'] };
  expect(modelFacts({ ...ROW, note: 'on ollama.com' }, remote)).toBe('on ollama.com · images');
  expect(modelFacts({ ...ROW, note: 'not installed' }, undefined)).toBe('not installed');
  expect(modelFacts(ROW, undefined)).toBe('');
});

test.each([
  ['qwen', true],
  ['TOOLS 3:8', true],
  ['qwen vision', false],
])('a search for “%s”: %s', (wanted, found) => {
  expect(matches('qwen3:8b chat, tools · 5 GB', wanted)).toBe(found);
});
