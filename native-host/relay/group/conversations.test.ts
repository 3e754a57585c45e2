import { expect, test } from 'vitest';
import { beginningsOf, createConversations } from './conversations.ts';

const infer = { scope: 'infer' } as const;

const turn = (words: number, more: object = {}) => ({
  owner: 'ada',
  models: ['m'],
  operation: infer,
  body: JSON.stringify({
    model: 'm',
    messages: Array.from({ length: words }, (_, at) => ({ role: 'user', content: `word ${at}`.padEnd(200) })),
  }),
  ...more,
});

test('a turn goes where the longest beginning was answered', () => {
  const known = createConversations<string>();
  expect(known.last(beginningsOf(turn(20)))).toBeUndefined();
  known.note(beginningsOf(turn(20)), 'a');
  known.note(beginningsOf(turn(5)), 'b');
  expect([known.last(beginningsOf(turn(22))), known.last(beginningsOf(turn(5)))]).toEqual(['a', 'b']);
});

test.each([
  ['another key', { owner: 'bob' }],
  ['another model', { models: ['n'] }],
  ['an embedding', { operation: { scope: 'embed' } as const }],
  ['no body', { body: null }],
  ['a short prompt', { body: '{"model":"m","prompt":"Hi"}' }],
])('%s has no conversation in common', (_, change) => {
  const known = createConversations<string>();
  known.note(beginningsOf(turn(20)), 'a');
  expect(known.last(beginningsOf(turn(20, change)))).toBeUndefined();
});

test('a body of bytes is the same conversation as one of text', () => {
  expect(beginningsOf(turn(20, { body: Buffer.from(turn(20).body) }))).toEqual(beginningsOf(turn(20)));
});

test('the number of beginnings is bounded: of one request, and of all', () => {
  expect(beginningsOf(turn(1, { body: Buffer.alloc(64 * 1024 * 1024) })).length).toBeLessThan(40);
  const known = createConversations<string>(3);
  known.note(['1', '2', '3'], 'a');
  known.note(['1', '4'], 'b');
  expect(['1', '2', '3', '4'].map((each) => known.last([each]))).toEqual(['b', undefined, 'a', 'b']);
});
