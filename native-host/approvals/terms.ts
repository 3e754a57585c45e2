import type { Scope } from '../../shared/access/scopes.ts';
import type { Duration } from '../../shared/protocol/calls.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { isModelName } from '../access/model-names.ts';
import { namesModel } from '../access/model-rules.ts';
import { Refusal } from '../errors/refusal.ts';

interface Terms {
  readonly scopes: readonly Scope[];
  /** Null: no models are named. */
  readonly models: readonly string[] | null;
}

/** Throws a Refusal if these terms cannot be asked for. */
export const checkTerms = ({ scopes, models }: Terms): void => {
  if (scopes.includes('admin')) {
    throw new Refusal('bad_request', 'No extension can be given "admin": it is reserved for the companion.');
  }
  if (models?.some((model) => !isModelName(model))) {
    throw new Refusal('bad_request', 'The name of a model contains an invalid character.');
  }
};

/**
 * True if `has` includes everything that is requested. A request that names no models is satisfied by any: an extension
 * that asks on every start must not open a prompt for a user who allowed it a single model.
 */
export const satisfies = (has: Terms, requested: Terms): boolean =>
  requested.scopes.every((scope) => has.scopes.includes(scope)) &&
  (requested.models === null || requested.models.every((model) => namesModel(has.models, model)));

/** True if the prompt that was shown already asked for everything that is requested. */
export const wasAsked = (asked: Terms, requested: Terms): boolean =>
  satisfies(asked, requested) && (asked.models === null) === (requested.models === null);

/** Milliseconds for each choice; null: no end. */
const LENGTHS: Record<Duration, number | null> = {
  once: 12 * HOUR_MS,
  month: 30 * DAY_MS,
  always: null,
};

/** When a permission ends that is given at `now`, in milliseconds since the epoch. `keep` returns `previous`. */
export const expiryOf = (
  duration: Duration | 'keep',
  now: number,
  previous: number | null,
): number | null => {
  if (duration === 'keep') return previous;
  const ms = LENGTHS[duration];
  return ms === null ? null : now + ms;
};
