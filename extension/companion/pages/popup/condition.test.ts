import { expect, test } from 'vitest';
import { problem } from '../../../../shared/errors/problem.ts';
import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { conditionOf, problemOf } from './condition.ts';

const ready = { state: 'ready' } as const;
const failed = (code: Parameters<typeof problem>[0]) =>
  ({ state: 'problem', problem: problem(code, 'It failed.') }) as const;

const status = (hops: Partial<TurnkeyStatus> = {}): TurnkeyStatus => ({
  ...{
    ready: true,
    companion: ready,
    host: ready,
    access: ready,
    ollama: ready,
    grant: null,
    fallback: false,
  },
  ...hops,
});

test.each([
  ['checking', undefined, false, undefined],
  ['paused', undefined, true, undefined],
  ['missing', status({ host: failed('host_missing') }), false, undefined],
  ['broken', status({ host: failed('host_failed') }), false, undefined],
  ['unpaired', status({ access: failed('no_key'), ollama: failed('ollama_unreachable') }), false, undefined],
  ['paused', status({ ollama: failed('ollama_unreachable') }), true, undefined],
  ['down', status({ ollama: failed('ollama_unreachable') }), false, undefined],
  ['broken', status({ ollama: failed('credential_unavailable') }), false, undefined],
  ['empty', status(), false, 0],
  ['ready', status(), false, undefined],
  ['ready', status(), false, 3],
] as const)('%s', (expected, known, paused, models) => {
  expect(conditionOf({ status: known, paused, models })).toBe(expected);
});

test('only a condition with several causes shows its problem', () => {
  const why = problem('host_failed', 'It failed.');
  expect(problemOf('broken', status({ problem: why }))).toBe(why);
  expect(problemOf('missing', status({ problem: why }))).toBeUndefined();
});
