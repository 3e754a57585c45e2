import { expect, test } from 'vitest';
import { createPromptCount, MAX_PROMPTS, PROMPT_PERIOD_MS } from './prompt-limits.ts';

const open = () => {
  const clock = { now: 0 };
  return { clock, count: createPromptCount(() => clock.now) };
};

test('A5: a caller gets so many windows in a while, and other callers theirs', () => {
  const { count } = open();
  for (let at = 0; at < MAX_PROMPTS; at += 1) {
    expect(count.allows('one')).toBe(true);
    count.add('one');
  }
  expect([count.allows('one'), count.allows('two')]).toEqual([false, true]);
});

test('A5: a window counts for as long as it is recent', () => {
  const { clock, count } = open();
  count.add('one');
  clock.now = PROMPT_PERIOD_MS - 1;
  count.add('one');
  expect(count.allows('one')).toBe(false);
  clock.now = PROMPT_PERIOD_MS;
  expect(count.allows('one')).toBe(true);
});

test('the user can set the count back', () => {
  const { count } = open();
  count.add('one');
  count.add('one');
  count.forget('one');
  expect(count.allows('one')).toBe(true);
});
