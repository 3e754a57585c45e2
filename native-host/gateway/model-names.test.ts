import { expect, test } from 'vitest';
import { createModelNames } from './model-names.ts';

const names = createModelNames({ 'gpt-4o': 'llama3.2' }, { 'llama3.3:70b': ['qwen3', 'llama3.2'] });
const installed = (...models: string[]) => ({ has: async (model: string) => models.includes(model) });

test('an alias stands for a model, and other names for themselves', () => {
  expect(['gpt-4o', 'llama3.2', 'toString'].map(names.aliasOf)).toEqual(['llama3.2', 'llama3.2', 'toString']);
});

test('a model that is not installed is replaced by the first that is', async () => {
  const replaced = (...models: string[]) => names.replacementOf('llama3.3:70b', installed(...models));
  expect(await replaced('llama3.2', 'qwen3')).toBe('qwen3');
  expect(await replaced('llama3.2')).toBe('llama3.2');
  expect(await replaced()).toBeUndefined();
  expect(await replaced('llama3.3:70b', 'qwen3')).toBeUndefined();
  expect(await names.replacementOf('other', installed())).toBeUndefined();
});
