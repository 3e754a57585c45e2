import { expect, test } from 'vitest';
import { PROMPT_PERIOD_MS } from './prompt-limits.ts';
import { NOT_APPROVED_HELP, promptState } from './prompt-state.ts';

const closed = (times: number) => ({ caller: 'one', dismissedAt: 1000, times });
const INPUT = { mayShow: true, dismissal: undefined, ask: undefined, now: 1000 } as const;

test.each([
  ['open', 'nobody was asked', {}],
  ['open', 'the configuration says so', { ask: 'auto' }],
  ['background', 'requests must not ask', { ask: 'never' }],
  ['dismissed', 'a window was closed', { dismissal: closed(1) }],
  ['dismissed', 'a window was closed, and requests must not ask', { dismissal: closed(1), ask: 'never' }],
  ['open', 'a window was closed ten minutes ago', { dismissal: closed(1), now: 1000 + PROMPT_PERIOD_MS }],
  ['exhausted', 'two windows were closed', { dismissal: closed(2) }],
  ['exhausted', 'two windows were opened', { mayShow: false }],
] as const)('%s: %s', (state, _, change) => {
  expect(promptState({ ...INPUT, ...change })).toBe(state);
});

test('only the help for a window that opens speaks of one, and each is one sentence', () => {
  const { open, ...others } = NOT_APPROVED_HELP;
  expect(open).toContain('window');
  for (const help of Object.values(others)) expect(help).not.toContain('window');
  for (const help of [open, ...Object.values(others)]) expect(help).toMatch(/^[A-Z][^.]*\.$/);
});
