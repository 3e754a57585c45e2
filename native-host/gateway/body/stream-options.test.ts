import { expect, test } from 'vitest';
import { OPERATIONS, type Operation } from '../../../shared/operations/operations.ts';
import { readJson } from './json.ts';

const read = (body: object, name = 'openai-chat') =>
  readJson(
    OPERATIONS.find((each) => each.name === name) as Operation,
    JSON.stringify({ model: 'a', ...body }),
    ['infer'],
  );

const WANTED = { include_usage: true };

test.each([
  [{ stream: true }],
  [{ stream: true, stream_options: null }],
  [{ stream: true, stream_options: {} }],
  [{ stream: true, stream_options: { include_usage: false } }],
])('%j: Ollama is asked for the usage, which the client does not get', (body) => {
  const { body: sent, asksUsage } = read(body);
  expect([JSON.parse(String(sent)), asksUsage]).toEqual([
    { model: 'a', stream: true, stream_options: WANTED },
    true,
  ]);
});

test.each([
  [{}],
  [{ stream: false }],
  [{ stream: true, stream_options: WANTED }],
  // Ollama refuses these.
  [{ stream: 'true' }],
  [{ stream: true, stream_options: 'all' }],
  [{ stream: true, stream_options: [] }],
  [{ stream: true, stream_options: { include_usage: 1 } }],
])('%j is sent as it is', (body) => {
  const { body: sent, asksUsage } = read(body);
  expect([JSON.parse(String(sent)), asksUsage]).toEqual([{ model: 'a', ...body }, false]);
});

test('an operation that always reports its tokens is not changed', () => {
  const { body, asksUsage } = read({ stream: true }, 'chat');
  expect([JSON.parse(String(body)), asksUsage]).toEqual([{ model: 'a', stream: true }, false]);
});

test.each([
  [{ stream: true, Stream_Options: {} }, 'Stream_Options'],
  [{ stream: true, stream_options: { Include_Usage: true } }, 'Include_Usage'],
])('%j is refused, because Ollama reads the other spelling too', (body, name) => {
  expect(() => read(body)).toThrow(`The field "${name}" is a variant`);
});
