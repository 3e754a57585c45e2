import { expect, test } from 'vitest';
import { TEXTS } from '../texts/texts.ts';
import { modelRows } from './model-rows.ts';

const LISTED = [
  { name: 'llama3.2:latest', remote: false },
  { name: 'qwen3:8b', remote: false },
  { name: 'gpt-oss:120b-cloud', remote: true },
];

const rows = (asked: string[] | null, has?: string[] | null, cloud = false) =>
  modelRows(LISTED, { asked, has, cloud });

test('without requested models, all models are the default', () => {
  expect(rows(null)).toEqual({
    all: true,
    rows: [
      { name: 'llama3.2:latest', checked: false, note: undefined },
      { name: 'qwen3:8b', checked: false, note: undefined },
    ],
  });
});

test('requested models come first, checked, whatever their case and tag', () => {
  expect(rows(['QWEN3:8b', 'Llama3.2'])).toEqual({
    all: false,
    rows: [
      { name: 'QWEN3:8b', checked: true, note: undefined },
      { name: 'Llama3.2', checked: true, note: undefined },
    ],
  });
});

test('a requested model that is not installed is marked', () => {
  expect(rows(['nope']).rows[0]).toEqual({ name: 'nope', checked: true, note: TEXTS.notInstalled });
});

test('models that are allowed already stay checked, and new ones are marked', () => {
  const { all, rows: found } = rows(['qwen3:8b'], ['llama3.2']);
  expect([all, found.filter(({ checked }) => checked)]).toEqual([
    false,
    [
      { name: 'llama3.2', checked: true, note: undefined },
      { name: 'qwen3:8b', checked: true, note: TEXTS.asked },
    ],
  ]);
});

test('a permission for all models stays the default when one is requested', () => {
  expect(rows(['nope'], null).all).toBe(true);
});

test('cloud models are listed only if they can be used or were requested', () => {
  const names = (found: ReturnType<typeof rows>) => found.rows.map(({ name }) => name);
  expect(names(rows(null))).not.toContain('gpt-oss:120b-cloud');
  expect(names(rows(null, undefined, true))).toContain('gpt-oss:120b-cloud');
  expect(rows(['gpt-oss:120b-cloud']).rows[0]?.note).toBe(TEXTS.onOllamaCom);
});
