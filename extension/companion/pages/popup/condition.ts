import type { Problem } from '../../../../shared/errors/problem.ts';
import type { Hop, TurnkeyStatus } from '../../../../shared/protocol/status.ts';

/**
 * The state that the popup shows first. `missing`: there is no Turnkey app. `broken`: it does not work. `empty`: Ollama
 * has no model.
 */
export type Condition =
  | 'checking'
  | 'missing'
  | 'broken'
  | 'unpaired'
  | 'paused'
  | 'down'
  | 'empty'
  | 'ready';

interface Known {
  /** Undefined while it is being checked. */
  readonly status: TurnkeyStatus | undefined;
  readonly paused: boolean;
  /** The number of models; undefined if Ollama has not listed them. */
  readonly models: number | undefined;
}

type Rule = readonly [Condition, (known: Known & { readonly status: TurnkeyStatus }) => boolean];

const fails = ({ state }: Hop) => state === 'problem';

/** The first rule that applies decides. */
const RULES: readonly Rule[] = [
  ['missing', ({ status }) => status.host.problem?.code === 'host_missing'],
  ['broken', ({ status }) => fails(status.host) || fails(status.companion)],
  ['unpaired', ({ status }) => fails(status.access)],
  ['paused', ({ paused }) => paused],
  ['down', ({ status }) => fails(status.ollama)],
  ['empty', ({ models }) => models === 0],
];

export const conditionOf = ({ status, ...known }: Known): Condition => {
  if (status === undefined) return known.paused ? 'paused' : 'checking';
  return RULES.find(([, applies]) => applies({ status, ...known }))?.[0] ?? 'ready';
};

/** What is wrong, for a condition that has more than one cause. Ollama that does not answer is the usual one of `down`. */
export const problemOf = (condition: Condition, status: TurnkeyStatus | undefined): Problem | undefined => {
  const problem = status?.problem;
  const isUsual = condition === 'down' && problem?.code === 'ollama_unreachable';
  return (condition === 'broken' || condition === 'down') && !isUsual ? problem : undefined;
};
