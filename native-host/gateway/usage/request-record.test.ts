import { expect, test } from 'vitest';
import { hourOf } from '../../../shared/access/usage.ts';
import { OPERATIONS, type Operation } from '../../../shared/operations/operations.ts';

import type { RecordedRequest } from './gather-batch.ts';
import { recorded } from './record-response.ts';
import { createRecord, type FinishedRequest } from './request-record.ts';

const CHAT = OPERATIONS.find(({ name }) => name === 'chat') as Operation;
const DONE = Buffer.from('{"done":true,"prompt_eval_count":3,"eval_count":5}\n');

/** A record whose usage the test writes, on a clock that it sets. */
const open = (operation: Operation | undefined = CHAT, { waits = true, own = false } = {}) => {
  const clock = { now: 0 };
  const started: (string | null)[] = [];
  const finished: FinishedRequest[] = [];
  const rows: (() => RecordedRequest | undefined)[] = [];
  const written = Promise.withResolvers<void>();
  const usage = {
    add(row: () => RecordedRequest | undefined) {
      rows.push(row);
      return waits ? written.promise : undefined;
    },
    write: async () => {},
  };
  const observer = {
    started: (name: string | null) => void started.push(name),
    finished: (request: FinishedRequest) => void finished.push(request),
  };
  const record = createRecord(operation, { usage, observer, now: () => clock.now }, { own });
  const writeBoth = () => {
    const all = rows.map((row) => row());
    written.resolve();
    return all;
  };
  const write = () => writeBoth().map((row) => row?.usage);
  const recent = () => writeBoth().map((row) => row?.recent);
  const calls: string[] = [];
  const client = {
    head: (status: number) => void calls.push(`head ${status}`),
    data: () => void calls.push('data'),
    end: () => void calls.push('end'),
    fail: ({ code }: { code: string }) => void calls.push(`fail ${code}`),
  };
  const aborted = new AbortController();
  const sink = recorded(client, record, aborted.signal);
  return { clock, started, finished, record, write, recent, calls, sink, aborted };
};

test('a response is recorded with its model, tokens and times', () => {
  const { clock, started, finished, record, write, sink } = open();
  record.grant('g');
  record.models(['LLAMA3:latest']);
  clock.now = 4;
  sink.head(200, 'OK', []);
  sink.data(DONE);
  clock.now = 9;
  sink.end();
  clock.now = 100;
  expect(write()).toMatchObject([
    {
      grantId: 'g',
      model: 'llama3:latest',
      requests: 1,
      errors: 0,
      promptTokens: 3,
      outputTokens: 5,
      estimated: 0,
      ms: 9,
    },
  ]);
  expect([started, finished]).toEqual([
    ['chat'],
    [
      {
        operation: 'chat',
        grant: 'g',
        models: ['LLAMA3:latest'],
        status: 200,
        code: null,
        firstByteMs: 4,
        ms: 9,
        promptTokens: 3,
        outputTokens: 5,
        estimated: false,
        aborted: false,
      },
    ],
  ]);
});

test('an inference is listed with its outcome, times and the duration that Ollama reports', () => {
  const { clock, record, recent, sink } = open();
  record.grant('g');
  record.models(['llama3']);
  clock.now = 4.4;
  sink.head(200, 'OK', []);
  sink.data(Buffer.from('{"message":{"content":"'));
  clock.now = 9.6;
  sink.data(Buffer.from('"},"done":true,"eval_count":5,"eval_duration":2500000}\n'));
  sink.end();
  expect(recent()).toEqual([
    {
      ...{
        at: 0,
        grantId: 'g',
        model: 'llama3:latest',
        operation: 'chat',
        state: 'ok',
        status: 200,
        code: null,
      },
      ...{ promptTokens: 0, outputTokens: 5, estimated: 0, account: null, firstMs: 4, outputMs: 3, ms: 10 },
    },
  ]);
});

test.each([
  ['cancelled', 200, { aborted: true }, { state: 'cancelled', status: 200, code: null }],
  ['refused by Ollama', 404, {}, { state: 'error', status: 404, code: null }],
  ['failed', undefined, { code: 'ollama_unreachable' }, { state: 'error', status: null, firstMs: null }],
] as const)('a request is listed as it ended: %s', (_how, status, how, listed) => {
  const { record, recent } = open();
  record.grant('g');
  if (status !== undefined) record.head(status);
  void record.finish(how);
  expect(recent()).toMatchObject([listed]);
});

test('a request that only reads is counted and not listed', () => {
  const { record, recent, write } = open(OPERATIONS.find(({ name }) => name === 'tags'));
  record.grant('g');
  void record.finish({});
  expect(recent()).toEqual([undefined]);
  expect(write()).toMatchObject([{ requests: 1, hour: hourOf(0) }]);
});

test.each([
  ['Ollama refused it', 404, {}],
  ['Turnkey refused it', 403, { code: 'model_not_allowed' }],
  ['it failed before its response', undefined, { code: 'ollama_unreachable' }],
] as const)('an error is counted without the name of a model: %s', (_reason, status, how) => {
  const { record, write } = open();
  record.grant('g');
  record.models(['any text']);
  if (status !== undefined) record.head(status);
  void record.finish(how);
  expect(write()).toMatchObject([{ model: '', errors: 1, promptTokens: 0, outputTokens: 0 }]);
});

test('a request without a grant is reported and not counted', () => {
  const { finished, record, write } = open();
  void record.finish({ aborted: true });
  expect(write()).toEqual([undefined]);
  expect(finished).toMatchObject([{ grant: null, status: null, promptTokens: 0, aborted: true }]);
});

test('no tokens are reported for an operation without any', () => {
  const { finished, record, write, sink } = open(OPERATIONS.find(({ name }) => name === 'tags'));
  record.grant('g');
  sink.head(200, 'OK', []);
  sink.data(DONE);
  sink.end();
  expect(write()).toMatchObject([{ model: '', promptTokens: 0 }]);
  expect(finished).toMatchObject([{ operation: 'tags', promptTokens: null, outputTokens: null }]);
});

test('the end of a response waits for the store, unless usage is collected for longer', async () => {
  const waiting = open();
  waiting.sink.end();
  expect(waiting.calls).toEqual([]);
  waiting.write();
  await null;
  expect(waiting.calls).toEqual(['end']);
  const collected = open(CHAT, { waits: false });
  collected.sink.end();
  expect(collected.calls).toEqual(['end']);
});

test('a client that goes away while its response waits for the store receives no end', async () => {
  const { aborted, calls, sink, write } = open();
  sink.end();
  aborted.abort();
  write();
  await null;
  expect(calls).toEqual([]);
});

test('a list that a page of the companion reads is not counted, and what it infers is', () => {
  const tags = OPERATIONS.find(({ name }) => name === 'tags') as Operation;
  const rows = [tags, CHAT].map((operation) => {
    const { record, write, finished } = open(operation, { own: true });
    record.grant('g');
    record.head(200);
    void record.finish({});
    return [write()[0]?.requests, finished.length];
  });
  expect(rows).toEqual([
    [undefined, 1],
    [1, 1],
  ]);
});
