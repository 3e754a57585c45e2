import { expect, test } from 'vitest';
import type { ModelEntry } from './model-entries.ts';
import { abilities, loadedText, modelFacts, tokenCount } from './model-facts.ts';

const ENTRY: ModelEntry = {
  ...{ name: 'llama3.2:latest', bytes: 2_019_393_189, parameters: '3.2B', quantization: 'Q4_K_M' },
  ...{ contextLength: 131_072, capabilities: ['completion', 'tools', 'teleport'], loadedUntil: null },
};

test('the figures of a model are one line', () => {
  expect(modelFacts(ENTRY)).toBe('2 GB · 3.2B parameters · Q4_K_M · Context 128K');
});

test('what is not known is left out', () => {
  const unknown = { bytes: null, parameters: undefined, quantization: undefined, contextLength: undefined };
  expect(modelFacts({ ...ENTRY, ...unknown })).toBe('');
});

test('an ability that the page has no word for is shown in Ollama’s', () => {
  expect(abilities(ENTRY)).toEqual(['Chat', 'Tools', 'teleport']);
  expect(abilities({ ...ENTRY, capabilities: ['constructor'] })).toEqual(['constructor']);
});

test.each([
  [512, '512'],
  [8_192, '8K'],
  [40_960, '40K'],
  [1_048_576, '1M'],
])('%d tokens are %s', (tokens, text) => {
  expect(tokenCount(tokens)).toBe(text);
});

test('the end in memory has a date if it is not within a day', () => {
  const now = new Date(2026, 10, 26, 12).getTime();
  const text = (hours: number) => loadedText(now + hours * 3_600_000, now).replaceAll('\u202f', ' ');
  expect(text(1)).toBe('In memory until 1:00 PM');
  expect(text(48)).toBe('In memory until Nov 28, 2026, 12:00 PM');
  expect(text(100_000)).toBe('In memory until you unload it');
  expect(loadedText(Number.POSITIVE_INFINITY, now)).toBe('In memory until you unload it');
});
