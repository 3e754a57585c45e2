import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../../shared/operations/operations.ts';
import { createCounters } from './counters.ts';

const readAll = (...chunks: (string | Uint8Array)[]) => {
  const counters = createCounters();
  for (const chunk of chunks) counters.take(Buffer.from(chunk as Uint8Array));
  return counters.result();
};

const count = (...chunks: (string | Uint8Array)[]) => {
  const { failed: _failed, outputMs: _outputMs, estimated: _estimated, ...counted } = readAll(...chunks);
  return counted;
};

const NONE = { promptTokens: 0, outputTokens: 0 };

/** Replies of a real Ollama. */
const recorded = (name: string): string[] => {
  const path = fileURLToPath(new URL(`../../../tests/recorded/${name}.json`, import.meta.url));
  const { response } = JSON.parse(readFileSync(path, 'utf8'));
  return response.chunks.map(({ text }: { text: string }) => text);
};

describe('the counters in recorded responses of Ollama are found', () => {
  test.each([
    ['chat', 'eval'],
    ['chat-stream', 'eval'],
    ['chat-tools-stream', 'eval'],
    ['chat-logprobs', 'eval'],
    ['generate', 'eval'],
    ['generate-stream', 'eval'],
    ['v1-chat', 'tokens'],
    ['v1-chat-stream-usage', 'tokens'],
    ['v1-completions', 'tokens'],
    ['v1-messages', 'put_tokens'],
    ['v1-messages-stream', 'put_tokens'],
    ['v1-responses', 'put_tokens'],
    ['v1-responses-stream', 'put_tokens'],
  ])('%s', (name) => {
    const { promptTokens, outputTokens } = count(...recorded(name));
    expect(promptTokens).toBeGreaterThan(0);
    expect(outputTokens).toBeGreaterThan(0);
  });

  test.each(['embed', 'v1-embeddings'])('%s counts its prompt alone', (name) => {
    const { promptTokens, outputTokens } = count(...recorded(name));
    expect(promptTokens).toBeGreaterThan(0);
    expect(outputTokens).toBe(0);
  });

  test.each(['tags', 'v1-models', 'show', 'chat-missing-model'])('%s counts nothing', (name) => {
    expect(count(...recorded(name))).toEqual(NONE);
  });
});

test.each([
  ['chat', 'a number'],
  ['generate-stream', 'a number'],
  ['v1-chat', null],
  ['tags', null],
])('the duration of the output of %s is %s', (name, expected) => {
  const { outputMs } = readAll(...recorded(name));
  if (expected === null) expect(outputMs).toBeNull();
  else expect(outputMs).toBeGreaterThan(0);
});

test('the duration of the output is in milliseconds', () => {
  const said =
    '{"done":true,"prompt_eval_count":1,"prompt_eval_duration":9,"eval_count":2,"eval_duration":2500000}';
  expect(readAll(said).outputMs).toBe(2.5);
});

/** A decision of Ollama 0.35 (docs/guide/capabilities/decision.mdx). */
const decision = (probabilities: string, usage = '{"input_tokens":174,"output_tokens":1}') =>
  `{"model":"nimble","answers":{"label":{"type":"choice","choice":"bug","probabilities":${probabilities},"confidence":0.8906}},"usage":${usage}}`;

test('the counters of a decision are found, whatever its options are called', () => {
  const found = { promptTokens: 174, outputTokens: 1 };
  expect(count(decision('{"billing":0.0125,"bug":0.9781}'))).toEqual(found);
  for (const names of [
    ['prompt_eval_count', 'eval_count'],
    ['prompt_tokens', 'completion_tokens'],
    ['input_tokens', 'output_tokens'],
  ]) {
    const chosen = `{"${names[0]}":0,"${names[1]}":1}`;
    expect(count(decision(chosen))).toEqual(found);
  }
  expect(count(decision('{"bug":1}', '{"input_tokens":677,"output_tokens":0}'))).toEqual({
    promptTokens: 677,
    outputTokens: 0,
  });
});

const LAST = '{"done":true,"prompt_eval_count":12,"eval_count":34}\n';
const FOUND = { promptTokens: 12, outputTokens: 34 };

test('the result does not depend on the length of a response or on its chunks', () => {
  fc.assert(
    fc.property(
      fc.nat(20_000),
      fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 12 }),
      (length, cuts) => {
        const whole = Buffer.from('x'.repeat(length) + LAST);
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of [...cuts, whole.byteLength]) {
          chunks.push(whole.subarray(at, at + cut));
          at += cut;
        }
        expect(count(...chunks)).toEqual(FOUND);
      },
    ),
  );
});

test.each([
  ['what a text says of itself', JSON.stringify({ response: '"eval_count":999, {"eval_count":999}' }), NONE],
  [
    'the arguments of a tool',
    `{"arguments":{"eval_count":999},"prompt_eval_count":12,"eval_count":34}`,
    FOUND,
  ],
  ['nothing', '', NONE],
  ['a number that is none', '{"eval_count":"34","prompt_eval_count":-1}', NONE],
])('%s does not count', (_, text, found) => {
  expect(count(text)).toEqual(found);
});

test.each([
  ['{"done":false}\n{"error":"the runner has stopped"}\n', true],
  ['data: {"choices":[]}\n\ndata: {"error":{"message":"no"}}\n\n', true],
  ['event: error\ndata: {"type":"error","error":{}}\n\n', true],
  ['{"message":{"content":"{\\"error\\":1}"},"done":true}\n', false],
  ['', false],
])('%j ends in an error: %s', (text, failed) => {
  expect(readAll(text).failed).toBe(failed);
});

/** The pieces of a recorded stream up to one of its chunks. */
const left = (name: string, after: number) => {
  const operation = OPERATIONS.find(({ tokens, path }) => tokens && recordedPath(name) === path);
  const counters = createCounters(Buffer.from(operation?.tokens?.piece ?? ''));
  for (const chunk of recorded(name).slice(0, after)) counters.take(Buffer.from(chunk));
  return counters.result(400);
};

const recordedPath = (name: string): string => {
  const path = fileURLToPath(new URL(`../../../tests/recorded/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')).request.path;
};

describe('a stream that ends early', () => {
  test.each([
    ['chat-stream', 3, 3],
    ['generate-stream', 3, 3],
    ['v1-chat-stream', 3, 3],
    ['v1-completions-stream', 3, 3],
    // Four events precede the first piece of output, and two.
    ['v1-responses-stream', 7, 3],
    ['v1-messages-stream', 5, 3],
  ])('%s after %i chunks is estimated by its pieces', (name, after, outputTokens) => {
    // Ollama's Anthropic dialect begins with an estimate of its own.
    const promptTokens = name.startsWith('v1-messages') ? 5 : 100;
    expect(left(name, after)).toMatchObject({ promptTokens, outputTokens, estimated: true });
  });

  test('is estimated by all of its pieces, however they are cut', () => {
    const line = '{"response":"x"}\n';
    fc.assert(
      fc.property(fc.nat(2_000), fc.array(fc.integer({ min: 1, max: 9_000 })), (lines, cuts) => {
        const counters = createCounters(Buffer.from('{"response"'));
        let rest = Buffer.from(line.repeat(lines));
        for (const cut of [...cuts, rest.byteLength]) {
          counters.take(rest.subarray(0, cut));
          rest = rest.subarray(cut);
        }
        expect(counters.result().outputTokens).toBe(lines);
      }),
    );
  });

  test('is not estimated if it has no output, or if Ollama has reported its tokens', () => {
    expect(createCounters(Buffer.from('x')).result(400)).toMatchObject({ ...NONE, estimated: false });
    expect(left('chat-stream', 1_000).estimated).toBe(false);
  });

  test('a prompt with images is estimated at no more than Ollama’s default context', () => {
    const counters = createCounters(Buffer.from('x'));
    counters.take(Buffer.from('x'));
    expect(counters.result(10_000_000).promptTokens).toBe(4096);
  });
});
