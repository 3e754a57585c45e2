import type { Grant } from '../../shared/access/grant.ts';
import { Refusal } from '../errors/refusal.ts';
import type { RequestContext } from './request-context.ts';

const REASONS = {
  rate_limited: 'has asked often enough for now',
  too_many_requests: 'runs all that it may at once',
} as const;

/**
 * Takes a place within the grant's limits until the request ends, and waits until the client would know that it has
 * started. Throws a Refusal, or the signal's reason if the client has gone.
 */
export const admit = async (
  grant: Grant,
  { core, lifetime, client }: Pick<RequestContext, 'core' | 'lifetime' | 'client'>,
): Promise<void> => {
  const turn = await core.limiter.take(grant);
  if ('refused' in turn) {
    const { refused, retryAfterMs } = turn;
    throw new Refusal(refused, `The grant ${grant.id} ${REASONS[refused]}.`, retryAfterMs);
  }
  lifetime.onEnd(turn.release);
  lifetime.signal.throwIfAborted();
  await client.begin();
  lifetime.signal.throwIfAborted();
};
