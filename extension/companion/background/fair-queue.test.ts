import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFairQueue, WINDOW } from './fair-queue.ts';
import { BACKLOG, BURST, RATE } from './lane.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue whose acknowledgements the test sends. */
const open = ({ isOpen = true } = {}) => {
  const sent: string[] = [];
  let pings = 0;
  const queue = createFairQueue({
    now: Date.now,
    ping: () => {
      pings += 1;
    },
  });
  if (isOpen) queue.open();
  const push = (caller: string, name = caller, rest: { size?: number; counted?: boolean } = {}) =>
    queue.push({ caller, size: 10, counted: true, send: () => void sent.push(name), ...rest });
  /** Answers every ping, including those sent because of the answers. */
  const acknowledge = () => {
    for (; pings > 0; pings -= 1) queue.acknowledged();
  };
  return { queue, sent, push, acknowledge };
};

test('a message is sent at once while the host keeps up', () => {
  const { sent, push } = open();
  push('one');
  expect(sent).toEqual(['one']);
});

test('messages queued before the line opens are sent in order when it opens', () => {
  const { queue, sent, push } = open({ isOpen: false });
  push('one', 'first');
  push('one', 'second');
  expect(sent).toEqual([]);
  queue.open();
  expect(sent).toEqual(['first', 'second']);
});

test('A21: at most one window of a flood is sent before another caller’s message', () => {
  const { sent, push, acknowledge } = open();
  for (let at = 0; at < 1_000; at += 1) push('flood');
  push('calm');
  expect(sent).toHaveLength(WINDOW.messages);
  acknowledge();
  expect(sent.indexOf('calm')).toBeLessThanOrEqual(WINDOW.messages + 1);
});

test('callers are served in turn', () => {
  const { queue, sent, push } = open({ isOpen: false });
  for (const caller of ['a', 'a', 'a', 'b', 'b', 'c']) push(caller);
  queue.open();
  expect(sent.join('')).toBe('abcaba');
});

test('large messages count towards the window by size', () => {
  const { sent, push, acknowledge } = open();
  for (let at = 0; at < 3; at += 1) push('one', 'piece', { size: WINDOW.size / 2, counted: false });
  expect(sent).toHaveLength(2);
  acknowledge();
  expect(sent).toHaveLength(3);
});

test('A21: messages are limited to the caller’s rate, body pieces only by the host', () => {
  const { sent, push, acknowledge } = open();
  for (let at = 0; at < BURST.messages + 100; at += 1) {
    push('fast');
    acknowledge();
  }
  expect(sent).toHaveLength(BURST.messages);
  vi.advanceTimersByTime(50);
  expect(sent).toHaveLength(BURST.messages + RATE.messages / 20);
  push('body', 'piece', { counted: false });
  expect(sent.at(-1)).toBe('piece');
});

test('A21: large messages are limited by size', () => {
  const { sent, push, acknowledge } = open();
  const size = BURST.size / 8;
  for (let at = 0; at < 20; at += 1) {
    push('large', 'large', { size });
    acknowledge();
  }
  // One more than fits: a message is sent as long as anything is left.
  expect(sent).toHaveLength(9);
  vi.advanceTimersByTime((1000 * 2 * size) / RATE.size);
  acknowledge();
  expect(sent.length).toBeGreaterThan(9);
  expect(sent.length).toBeLessThan(12);
});

test('A21: the backlog is limited for each caller', () => {
  const { push } = open({ isOpen: false });
  for (let at = 0; at < BACKLOG.messages; at += 1) push('flood');
  expect([push('flood'), push('calm')]).toEqual([false, true]);
  expect(push('large', 'large', { size: BACKLOG.size + 1 })).toBe(false);
});

test('closing the line drops queued messages and empties the window', () => {
  const { queue, sent, push } = open();
  for (let at = 0; at < WINDOW.messages + 10; at += 1) push('one');
  queue.close();
  expect(vi.getTimerCount()).toBe(0);
  queue.open();
  push('two');
  expect(sent).toHaveLength(WINDOW.messages + 1);
});
