import { expect, test } from 'vitest';
import { PROMPT_PERIOD_MS } from './prompt-limits.ts';
import { notApproved, promptState } from './prompt-state.ts';

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

const STATES = ['open', 'background', 'dismissed', 'exhausted'] as const;

test('only the help for a window that opens speaks of one, and each is one sentence', () => {
  for (const state of STATES) {
    const { help = '' } = notApproved(state, 'No.');
    expect(help.includes('window')).toBe(state === 'open');
    expect(help).toMatch(/^[A-Z][^.]*\.$/);
  }
});

test('a closed request can be asked again, and after two only the settings help', () => {
  expect(STATES.map((state) => notApproved(state, 'No.').action)).toEqual([
    ...['ask-access', 'ask-access', 'ask-access', 'open-settings'],
  ]);
  expect(notApproved('dismissed', 'No.').message).toBe('You closed the request.');
  expect(notApproved('exhausted', 'No.').message).toBe('No.');
});
