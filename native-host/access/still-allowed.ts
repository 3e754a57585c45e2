import type { Grant } from '../../shared/access/grant.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { type Problem, problem } from '../../shared/errors/problem.ts';
import { type DecisionInput, decide } from './decide.ts';

type RunningRequest = Omit<DecisionInput, 'grant' | 'denied' | 'paired'>;

/** Codes that mean that the grant itself is gone. */
const GONE = new Set<ErrorCode>([
  'not_approved',
  'key_revoked',
  'key_disabled',
  'key_elsewhere',
  'no_key',
  'denied',
]);

/**
 * Why a running request must end, or undefined. `now` is the time at which it was allowed, so that expiry affects only
 * later requests.
 */
export const stillAllowed = (grant: Grant | null, running: RunningRequest): Problem | undefined => {
  const decision = decide({ ...running, grant, denied: false, paired: true });
  if (decision.allow) return undefined;
  if (!GONE.has(decision.code)) return problem(decision.code, decision.message);
  return problem('access_revoked', 'The permission was taken back while the answer was under way.');
};
