import { expect, test } from 'vitest';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { createExchanges } from './exchanges.ts';

const outgoing = { type: 'call', name: 'status' } as const;

const open = () => {
  const posted: ClientMessage[] = [];
  const ended = new AbortController();
  const post = (message: ClientMessage) => void posted.push(message);
  const exchanges = createExchanges({ post, onFault() {}, ended: ended.signal });
  const ask = (signal?: AbortSignal) => exchanges.ask({ outgoing, uploadWindow: 1, signal });
  return { posted, ended, exchanges, ask };
};

test('each message has its own id and its own answer', async () => {
  const { exchanges, ask, posted } = open();
  const answers = [ask(), ask()];
  exchanges.receive(2, { type: 'result', id: 2, value: 'b' });
  exchanges.receive(1, { type: 'result', id: 1, value: 'a' });
  expect(await Promise.all(answers)).toEqual(['a', 'b']);
  expect(posted.map((message) => 'id' in message && message.id)).toEqual([1, 2]);
});

test('a message for an id that is finished or unknown is ignored', async () => {
  const { exchanges, ask } = open();
  const answer = ask();
  exchanges.receive(1, { type: 'result', id: 1, value: 'a' });
  await answer;
  expect(() => {
    exchanges.receive(1, { type: 'end', id: 1 });
    exchanges.receive(9, { type: 'end', id: 9 });
  }).not.toThrow();
});

test('nothing is posted for a signal that is aborted, nor after the session has ended', async () => {
  const { ask, ended, posted } = open();
  await expect(ask(AbortSignal.abort('enough'))).rejects.toBe('enough');
  ended.abort('gone');
  await expect(ask()).rejects.toBe('gone');
  expect(posted).toEqual([]);
});

test('drain calls back at once if none is running, else when the last one has finished', () => {
  const idle = open();
  let drained = 0;
  const note = () => {
    drained += 1;
  };
  idle.exchanges.drain(note);
  expect(drained).toBe(1);
  const { exchanges, ask } = open();
  void ask();
  void ask();
  exchanges.drain(note);
  exchanges.receive(1, { type: 'result', id: 1, value: 0 });
  expect(drained).toBe(1);
  exchanges.receive(2, { type: 'result', id: 2, value: 0 });
  expect(drained).toBe(2);
});

test('a disconnect rejects all that are running', async () => {
  const { exchanges, ask } = open();
  const answers = [ask(), ask()];
  exchanges.disconnect(() => 'gone');
  for (const answer of answers) await expect(answer).rejects.toBe('gone');
});
