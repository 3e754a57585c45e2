import { expect, test } from 'vitest';
import { MAX_PROMPTS, mayPrompt, PROMPT_PERIOD_MS } from './prompt-limits.ts';

const closed = (times: number) => ({ caller: 'one', dismissedAt: 1000, times });

test.each([
  ['no prompt was dismissed', undefined, false, 1000, true],
  ['a request, soon after', closed(1), false, 1001, false],
  ['a request, after the period', closed(1), false, 1000 + PROMPT_PERIOD_MS, true],
  ['explicitly', closed(1), true, 1001, true],
  ['explicitly, at the maximum', closed(MAX_PROMPTS), true, 1001, false],
  ['explicitly, after the period', closed(MAX_PROMPTS), true, 1000 + PROMPT_PERIOD_MS, true],
] as const)('%s', (_, dismissal, explicit, now, may) => {
  expect(mayPrompt(dismissal, { explicit, now })).toBe(may);
});
