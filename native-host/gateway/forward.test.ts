import { expect, test } from 'vitest';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { NOTHING_MORE } from '../access/decide.ts';
import { makeGrant } from '../access/testing/make-grant.ts';
import type { ResponseSink } from '../relay/response-sink.ts';
import { forward } from './forward.ts';
import { createLifetime } from './request-lifetime.ts';
import type { RequestContext } from './run-request.ts';

const GRANT = makeGrant({ caller: 'me', scopes: ['infer', 'manage'] });

/** A forwarded request whose response the test writes, and what follows from it. */
const open = (name = 'chat') => {
  const events: string[] = [];
  const lifetime = createLifetime();
  const sent: { sink?: ResponseSink<Error> } = {};
  const operation = OPERATIONS.find((each) => each.name === name) as Operation;
  const context = {
    core: {
      relay: {
        send(_request: unknown, sink: ResponseSink<Error>) {
          sent.sink = sink;
          return { abort: () => void events.push('abort'), pause: () => {}, resume: () => {} };
        },
      },
      catalog: { forget: () => void events.push('forget'), lookUp: async () => () => false },
      faults: {
        failed: (detail: string) => void events.push(`failed: ${detail}`),
        worked: () => void events.push('worked'),
      },
      noteUse: () => {},
      address: 'http://ollama',
    },
    reply: {
      head: (status: number) => void events.push(`head ${status}`),
      data: (chunk: Buffer) => void events.push(`data ${chunk}`),
      end: () => void events.push('end'),
      fail: ({ code }: { code: string }) => void events.push(`fail ${code}`),
    },
    authorizer: { caller: { id: 'me', page: true, own: false } },
    lifetime,
  } as unknown as RequestContext;
  const request = { operation, models: [], method: 'POST', path: operation.path, headers: {}, body: '{}' };
  forward({ ...request, ...NOTHING_MORE }, GRANT, context);
  return { events, lifetime, sink: sent.sink as ResponseSink<Error> };
};

test('a response passes to the client, and the operator learns that Ollama answers', () => {
  const { events, sink } = open();
  sink.head(200, 'OK', []);
  sink.data(Buffer.from('words'));
  sink.end();
  expect(events).toEqual(['head 200', 'data words', 'worked', 'end']);
});

test.each([
  [false, 'failed: Ollama does not answer at http://ollama (Error).', 'fail ollama_unreachable'],
  [true, 'failed: Ollama at http://ollama broke off its answer (Error).', 'fail ollama_interrupted'],
])('a failure is reported, response begun: %s', (begun, ...reported) => {
  const { events, sink } = open();
  if (begun) sink.head(200, 'OK', []);
  sink.fail(new Error('secret'));
  expect(events.slice(begun ? 1 : 0)).toEqual(reported);
});

test('the list of models is discarded after a 404, and after an operation that changes it', () => {
  const missing = open();
  missing.sink.head(404, 'Not Found', []);
  expect(missing.events).toEqual(['forget', 'head 404']);
  const changing = open('delete');
  changing.lifetime.end('complete');
  expect(changing.events).toEqual(['forget']);
});

test('a request that ends early is aborted, and what Ollama does then is not reported', () => {
  const { events, lifetime, sink } = open();
  lifetime.abort('gone');
  sink.fail(new Error('aborted'));
  expect(events).toEqual(['abort']);
});
