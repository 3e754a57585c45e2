import type { Scope } from '../../shared/access/scopes.ts';
import { plainModelName } from '../access/model-names.ts';

interface Terms {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
}

const names = (models: readonly string[]) => new Set(models.map(plainModelName));

/**
 * Whether what somebody has is all that it wants. Who names no models takes those that it has: an extension that
 * asks at each start is not to bother a user who gave it one model.
 */
export const covers = (has: Terms, wanted: Terms): boolean => {
  if (!wanted.scopes.every((scope) => has.scopes.includes(scope))) return false;
  if (has.models === null || wanted.models === null) return true;
  const own = names(has.models);
  return wanted.models.every((model) => own.has(plainModelName(model)));
};

/** Whether a question that was asked was this one, or asked for all of it too. */
export const wasAsked = (asked: Terms, wanted: Terms): boolean =>
  covers(asked, wanted) && (asked.models === null) === (wanted.models === null);
