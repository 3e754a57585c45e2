import { expect, test } from 'vitest';
import { MAX_PROMPTS, mayPrompt, PROMPT_PERIOD_MS } from './prompt-limits.ts';

const closed = (times: number) => ({ caller: 'one', dismissedAt: 1000, times });

test.each([
  ['nothing was closed', undefined, false, 1000, true],
  ['a request, soon after', closed(1), false, 1001, false],
  ['a request, after a while', closed(1), false, 1000 + PROMPT_PERIOD_MS, true],
  ['asked in so many words', closed(1), true, 1001, true],
  ['asked in so many words, once too often', closed(MAX_PROMPTS), true, 1001, false],
  ['asked in so many words, after a while', closed(MAX_PROMPTS), true, 1000 + PROMPT_PERIOD_MS, true],
] as const)('%s', (_, dismissal, explicit, now, may) => {
  expect(mayPrompt(dismissal, { explicit, now })).toBe(may);
});
