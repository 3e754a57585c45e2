import { expect, test } from 'vitest';
import type { HostMessageOf } from '../../../shared/protocol/messages.ts';
import { createReply } from './reply.ts';

const HEAD: HostMessageOf<'response'> = {
  type: 'response',
  id: 1,
  status: 200,
  statusText: 'OK',
  headers: [],
};
const piece = (seq: number, text: string): HostMessageOf<'data'> => ({ type: 'data', id: 1, seq, text });
const ENOUGH = new Error('enough');

const open = () => {
  const credit = { owed: 0, settled: 0 };
  const stop = new AbortController();
  const reply = createReply({
    id: 1,
    ledger: {
      consumed(_, bytes) {
        credit.owed += bytes;
      },
      closed() {
        credit.settled += 1;
      },
    },
    onCancel: (reason) => stop.abort(reason),
    signal: stop.signal,
  });
  return { reply, credit, stop };
};

test('credit is returned as the body is read', async () => {
  const { reply, credit } = open();
  const reader = reply.begin(HEAD).body.getReader();
  reply.push(piece(0, 'abc'));
  reply.push(piece(1, 'de'));
  expect(credit).toEqual({ owed: 0, settled: 0 });
  await reader.read();
  expect(credit).toEqual({ owed: 3, settled: 0 });
});

test('the end returns the credit of what is unread, and reading it later returns nothing more', async () => {
  const { reply, credit } = open();
  const { body } = reply.begin(HEAD);
  reply.push(piece(0, 'abc'));
  reply.end();
  expect(credit).toEqual({ owed: 3, settled: 1 });
  expect(await new Response(body).text()).toBe('abc');
  expect(credit).toEqual({ owed: 3, settled: 1 });
});

test('an abort fails the body and returns the credit of what arrives from then on', async () => {
  const { reply, credit, stop } = open();
  const { body, failure } = reply.begin(HEAD);
  reply.push(piece(0, 'abc'));
  stop.abort(ENOUGH);
  reply.push(piece(1, 'de'));
  expect(credit).toEqual({ owed: 5, settled: 0 });
  await expect(new Response(body).text()).rejects.toBe(ENOUGH);
  expect(failure?.()).toBe(ENOUGH);
});

test('a head that arrives after an abort is discarded with its body', () => {
  const { reply, credit, stop } = open();
  stop.abort(ENOUGH);
  reply.begin(HEAD);
  reply.push(piece(0, 'abc'));
  reply.end();
  expect(credit).toEqual({ owed: 3, settled: 1 });
});

test('an abort after the end leaves the body readable', async () => {
  const { reply, stop } = open();
  const { body } = reply.begin(HEAD);
  reply.push(piece(0, 'abc'));
  reply.push(piece(1, 'de'));
  reply.end();
  stop.abort(ENOUGH);
  expect(await new Response(body).text()).toBe('abcde');
});

test('an end without a head is allowed after an abort only', () => {
  expect(() => open().reply.end()).toThrow();
  const { reply, stop } = open();
  stop.abort(ENOUGH);
  expect(() => reply.end()).not.toThrow();
});
