import { expect, test } from 'vitest';
import { problem } from '../../shared/errors/problem.ts';
import { READING_WINDOW, UPLOAD_WINDOW } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { Authorizer } from '../gateway/authorise.ts';
import { createBodyBudget } from '../gateway/body-budget.ts';
import type { ClientSink, Gateway, GatewayRequest } from '../gateway/gateway.ts';
import { createCallerAccounts } from './caller-accounts.ts';
import { startHostExchange } from './exchange.ts';
import type { ReplyWriter } from './reply-writer.ts';

const LIMITS = { channels: 1, requests: 1, calls: 1, undecided: 10, replies: 1 };

interface Setting {
  readonly body?: { readonly text?: string; readonly base64?: string };
  readonly inlineBytes?: number;
  readonly upload?: boolean;
}

/** An exchange with a gateway, a writer and an account that record what reaches them. */
const open = ({ body, inlineBytes = 0, upload = false }: Setting = {}) => {
  const calls: string[] = [];
  const sent: HostMessage[] = [];
  const account = createCallerAccounts(LIMITS).of('me');
  account.take('undecided', inlineBytes);
  const opened: { request?: GatewayRequest; sink?: ClientSink } = {};
  const gateway = {
    open(request, _gate, sink) {
      Object.assign(opened, { request, sink });
      return {
        pause: () => void calls.push('pause'),
        resume: () => void calls.push('resume'),
        abort: (reason) => void calls.push(`abort ${reason}`),
      };
    },
  } as Gateway;
  let full = false;
  const writer = {
    get full() {
      return full;
    },
    push: (chunk) => void calls.push(`push ${chunk}`),
    finish: ({ type }) => void calls.push(`finish ${type}`),
    abandon: ({ type }) => void calls.push(`abandon ${type}`),
  } as ReplyWriter;
  const exchange = startHostExchange({
    request: { type: 'request', id: 1, method: 'POST', path: '/api/chat', headers: {}, upload, body },
    gateway,
    authorizer: {} as Authorizer,
    writer,
    account,
    inlineBytes,
    send: (message) => void sent.push(message),
    begin: async (waited) => void calls.push(`begin ${waited}`),
  });
  const { request, sink } = opened as { request: GatewayRequest; sink: ClientSink };
  /** Bytes that the caller may still send before it is authorised. */
  const free = () => {
    let bytes = 0;
    while (account.take('undecided', 1)) bytes += 1;
    account.give('undecided', bytes);
    return bytes;
  };
  const fill = () => {
    full = true;
  };
  return { exchange, request, sink, calls, sent, free, fill };
};

const shareOf = (bytes: number) => createBodyBudget({ each: bytes, all: bytes }).share();

test('text in a request stays text, and its size is that in UTF-8', async () => {
  const { request } = open({ body: { text: 'ß🙂' }, inlineBytes: 6 });
  const budget = createBodyBudget({ each: 6, all: 6 });
  expect(await request.body.whole(budget.share())).toBe('ß🙂');
  expect(budget.held).toBe(6);
});

test('base64 in a request is decoded', async () => {
  const { request } = open({ body: { base64: '/w==' }, inlineBytes: 1 });
  expect(await request.body.whole(shareOf(1))).toEqual(Buffer.from([0xff]));
});

test('a body in a request that exceeds the budget is undefined', async () => {
  const { request } = open({ body: { text: 'abc' }, inlineBytes: 3 });
  expect(await request.body.whole(shareOf(2))).toBeUndefined();
});

test('a body counts as undecided until the gateway reads it', async () => {
  const { request, exchange, free } = open({ body: { text: 'abcd' }, inlineBytes: 4 });
  expect(free()).toBe(6);
  await request.body.whole(shareOf(4));
  expect(free()).toBe(10);
  exchange.cancel();
  expect(free()).toBe(10);
});

test('an unread body is no longer counted after the exchange ends', () => {
  const { exchange, free } = open({ body: { text: 'abcd' }, inlineBytes: 4 });
  exchange.cancel();
  exchange.cancel();
  expect(free()).toBe(10);
});

test('an upload is read as it arrives, and its credit is returned', async () => {
  const { exchange, request, sent, free } = open({ upload: true });
  expect(exchange.receiveBody({ type: 'body', id: 1, seq: 0, text: 'ab', last: false })).toBeUndefined();
  expect(free()).toBe(8);
  const whole = request.body.whole(shareOf(10));
  expect(exchange.receiveBody({ type: 'body', id: 1, seq: 1, text: 'c', last: true })).toBeUndefined();
  expect(await whole).toBe('abc');
  const credits = [READING_WINDOW - UPLOAD_WINDOW, 2].map((bytes) => ({ type: 'credit', id: 1, bytes }));
  expect([sent, free()]).toEqual([credits, 10]);
});

test('an upload beyond the limit for undecided requests ends the request', () => {
  const { exchange, calls, free } = open({ upload: true });
  exchange.receiveBody({ type: 'body', id: 1, seq: 0, text: 'a'.repeat(11), last: false });
  expect([calls, free()]).toEqual([['abort undefined', 'abandon error'], 10]);
  exchange.cancel();
  expect(calls).toHaveLength(2);
});

test('a piece for a request without an upload is refused', () => {
  const { exchange } = open();
  expect(exchange.receiveBody({ type: 'body', id: 1, seq: 0, text: 'a', last: true })).toContain('no body');
});

test('a response is written in order, and Ollama is paused while the writer is full', () => {
  const { exchange, sink, sent, calls, fill } = open();
  sink.head(200, 'OK', [['A', 'b']]);
  sink.data(Buffer.from('x'));
  fill();
  sink.data(Buffer.from('y'));
  exchange.onRoom();
  sink.end();
  expect(sent).toEqual([{ type: 'response', id: 1, status: 200, statusText: 'OK', headers: [['A', 'b']] }]);
  expect(calls).toEqual(['push x', 'push y', 'pause', 'resume', 'finish end']);
});

test.each([
  [false, 'finish error'],
  [true, 'abandon error'],
])('a failure with drop %s: %s', (drop, expected) => {
  const { sink, calls } = open();
  sink.fail(problem('access_revoked', 'Gone.'), drop);
  expect(calls).toEqual([expected]);
});

test('a request that waited for the user reports that, and starts after `started` was sent', async () => {
  const waiting = open();
  waiting.sink.waiting();
  await waiting.sink.begin();
  expect([waiting.sent, waiting.calls]).toEqual([[{ type: 'waiting', id: 1 }], ['begin true']]);
  const direct = open();
  await direct.sink.begin();
  expect(direct.calls).toEqual(['begin false']);
});

test('a cancelled request is aborted with the reason, and ends once', () => {
  const { exchange, calls } = open();
  exchange.cancel('gone');
  exchange.cancel('again');
  expect(calls).toEqual(['abort gone', 'abandon end']);
});
