import { expect, test } from 'vitest';
import { createPromptCount, MAX_PROMPTS, PROMPT_PERIOD_MS } from './prompt-limits.ts';

const open = () => {
  const clock = { now: 0 };
  return { clock, count: createPromptCount(() => clock.now) };
};

test('A5: the number of windows in a period is limited for each caller', () => {
  const { count } = open();
  for (let at = 0; at < MAX_PROMPTS; at += 1) {
    expect(count.allows('one')).toBe(true);
    count.add('one');
  }
  expect([count.allows('one'), count.allows('two')]).toEqual([false, true]);
});

test('A5: a window counts until the period is over', () => {
  const { clock, count } = open();
  count.add('one');
  clock.now = PROMPT_PERIOD_MS - 1;
  count.add('one');
  expect(count.allows('one')).toBe(false);
  clock.now = PROMPT_PERIOD_MS;
  expect(count.allows('one')).toBe(true);
});

test('the user can reset the count', () => {
  const { count } = open();
  count.add('one');
  count.add('one');
  count.forget('one');
  expect(count.allows('one')).toBe(true);
});
