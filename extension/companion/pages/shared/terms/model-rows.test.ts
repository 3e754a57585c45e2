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

test('who names no model is offered all, and each to choose from', () => {
  expect(rows(null)).toEqual({
    all: true,
    rows: [
      { name: 'llama3.2:latest', checked: false, note: undefined },
      { name: 'qwen3:8b', checked: false, note: undefined },
    ],
  });
});

test('what is named comes first and is ticked, however it is written', () => {
  expect(rows(['QWEN3:8b', 'Llama3.2'])).toEqual({
    all: false,
    rows: [
      { name: 'QWEN3:8b', checked: true, note: undefined },
      { name: 'Llama3.2', checked: true, note: undefined },
    ],
  });
});

test('what is named and not there is said', () => {
  expect(rows(['nope']).rows[0]).toEqual({ name: 'nope', checked: true, note: TEXTS.notInstalled });
});

test('who asks for more keeps what it has, and what is new is said', () => {
  const { all, rows: found } = rows(['qwen3:8b'], ['llama3.2']);
  expect([all, found.filter(({ checked }) => checked)]).toEqual([
    false,
    [
      { name: 'llama3.2', checked: true, note: undefined },
      { name: 'qwen3:8b', checked: true, note: TEXTS.asked },
    ],
  ]);
});

test('who has all is offered all, also if it names one', () => {
  expect(rows(['nope'], null).all).toBe(true);
});

test('models on ollama.com are offered only where they can be used, or were named', () => {
  const names = (found: ReturnType<typeof rows>) => found.rows.map(({ name }) => name);
  expect(names(rows(null))).not.toContain('gpt-oss:120b-cloud');
  expect(names(rows(null, undefined, true))).toContain('gpt-oss:120b-cloud');
  expect(rows(['gpt-oss:120b-cloud']).rows[0]?.note).toBe(TEXTS.onOllamaCom);
});
