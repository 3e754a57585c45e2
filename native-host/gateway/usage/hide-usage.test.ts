import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ResponseSink } from '../../relay/response-sink.ts';
import { createCounters } from './counters.ts';
import { hideUsage } from './hide-usage.ts';

const recorded = (name: string): string => {
  const path = new URL(`../../../tests/recorded/${name}.json`, import.meta.url);
  const { response } = JSON.parse(readFileSync(path, 'utf8'));
  return response.chunks.map(({ text }: { text: string }) => text).join('');
};

const STREAM = [['Content-Type', 'text/event-stream']] as const;

const open = (headers: readonly (readonly [string, string])[] = STREAM, status = 200) => {
  const events: string[] = [];
  const reports: string[] = [];
  const sink: ResponseSink<string> = {
    head: (_status, _text, sent) => void events.push(sent.map(([name]) => name).join()),
    data: (chunk) => void events.push(chunk.toString()),
    end: () => void events.push('end'),
    fail: (failure) => void events.push(`fail ${failure}`),
  };
  const hiding = hideUsage(sink, (report) => void reports.push(report));
  hiding.head(status, '', headers);
  return { hiding, events, reports };
};

/** A stream as Ollama sends it without the usage, and with it. */
const chat = () => {
  const asked = recorded('v1-chat-stream-usage');
  const plain = asked.replace(/data: [^\n]*"choices":\[\],"usage"[^\n]*\n\n/, '');
  return { plain, asked, tokens: { promptTokens: 13, outputTokens: 6 } };
};

const completions = () => {
  const plain = recorded('v1-completions-stream');
  const none = '"usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}';
  const each = plain.replaceAll(/\}\n\n/g, `,${none}}\n\n`);
  const report =
    '"choices":[],"model":"smollm2:135m","usage":{"prompt_tokens":3,"completion_tokens":12,"total_tokens":15}';
  const asked = each.replace('data: [DONE]', `data: {"id":"cmpl-186",${report}}\n\ndata: [DONE]`);
  return { plain, asked, tokens: { promptTokens: 3, outputTokens: 12 } };
};

test.each([
  ['chat', chat()],
  ['completions', completions()],
])('%s: however the stream is cut, the client receives what Ollama sends without the usage', (_, each) => {
  const { plain, asked, tokens } = each;
  expect(asked).not.toBe(plain);
  fc.assert(
    fc.property(fc.array(fc.nat(asked.length), { maxLength: 20 }), (cuts) => {
      const { hiding, events, reports } = open();
      const at = [...new Set([0, ...cuts, asked.length])].toSorted((a, b) => a - b);
      for (const [index, end] of at.slice(1).entries()) hiding.data(Buffer.from(asked.slice(at[index], end)));
      hiding.end();
      expect(events.slice(1, -1).join('')).toBe(plain);
      const counters = createCounters();
      for (const report of reports) counters.report(report);
      expect(counters.result()).toMatchObject(tokens);
    }),
  );
});

test('a text that looks like a report is a string of the model, and stays', () => {
  const { hiding, events, reports } = open();
  const text = `data: ${JSON.stringify({ choices: [{ delta: { content: '"choices":[],"usage":{"a":1}' } }] })}\n\n`;
  hiding.data(Buffer.from(text));
  expect([events.slice(1), reports]).toEqual([[text], []]);
});

test('complete events are passed at once, and the rest at the end or with a failure', () => {
  const { hiding, events } = open();
  hiding.data(Buffer.from('data: 1\n\ndata: 2'));
  expect(events.slice(1)).toEqual(['data: 1\n\n']);
  hiding.fail('broken', false);
  expect(events.slice(2)).toEqual(['data: 2', 'fail broken']);
});

test('an event of any length passes, and only a part of it is held', () => {
  const { hiding, events } = open();
  const part = Buffer.alloc(50_000, 'x');
  for (let at = 0; at < 10; at += 1) hiding.data(part);
  expect(events.length).toBeGreaterThan(4);
  hiding.end();
  expect(events.slice(1, -1).join('')).toHaveLength(500_000);
});

test.each([
  [400, STREAM],
  [200, [['Content-Type', 'application/json']] as const],
])('a response of status %i and type %j passes unchanged', (status, headers) => {
  const { hiding, events } = open(headers, status);
  hiding.data(Buffer.from('{"choices":[],"usage":{'));
  expect(events.slice(1)).toEqual(['{"choices":[],"usage":{']);
});

test('a stream with an announced length loses it, because it becomes shorter', () => {
  expect(open([...STREAM, ['Content-Length', '9']]).events).toEqual(['Content-Type']);
});
