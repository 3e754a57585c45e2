import { type Grant, type GrantState, grantState } from '../../shared/access/grant.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import { type ProblemOf, problem } from '../../shared/errors/problem.ts';

const REASONS: Record<Exclude<GrantState, 'active'>, readonly [code: DenialCode, predicate: string]> = {
  revoked: ['key_revoked', 'was revoked'],
  disabled: ['key_disabled', 'is disabled'],
  expired: ['key_expired', 'has expired'],
};

/** Why a grant allows nothing now, or undefined if it is in force. `noun` is what the message calls it. */
export const notInForce = (
  grant: Grant,
  noun: 'grant' | 'key',
  now: number,
): ProblemOf<DenialCode> | undefined => {
  const state = grantState(grant, now);
  if (state === 'active') return undefined;
  const [code, predicate] = REASONS[state];
  return problem(code, `The ${noun} ${grant.id} ${predicate}.`);
};
