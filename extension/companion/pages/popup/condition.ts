import type { Problem } from '../../../../shared/errors/problem.ts';
import type { Hop, TurnkeyStatus } from '../../../../shared/protocol/status.ts';

/**
 * The state that the popup shows first. `missing`: the Turnkey app is not installed. `broken`: another error.
 * `down`: Ollama does not answer. `empty`: it has no model.
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
  ['down', ({ status }) => status.ollama.problem?.code === 'ollama_unreachable'],
  ['broken', ({ status }) => fails(status.ollama)],
  ['empty', ({ models }) => models === 0],
];

export const conditionOf = ({ status, ...known }: Known): Condition => {
  if (status === undefined) return known.paused ? 'paused' : 'checking';
  return RULES.find(([, applies]) => applies({ status, ...known }))?.[0] ?? 'ready';
};

/** What is wrong, for the condition that has more than one cause. */
export const problemOf = (condition: Condition, status: TurnkeyStatus | undefined): Problem | undefined =>
  condition === 'broken' ? status?.problem : undefined;
