import type { Scope } from '../../shared/access/scopes.ts';
import { namesModel } from '../access/model-rules.ts';

interface Terms {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
}

/**
 * Whether what somebody has is all that it wants. Who names no models takes those that it has: an extension that
 * asks at each start is not to bother a user who gave it one model.
 */
export const covers = (has: Terms, wanted: Terms): boolean => {
  if (!wanted.scopes.every((scope) => has.scopes.includes(scope))) return false;
  return wanted.models === null || wanted.models.every((model) => namesModel(has.models, model));
};

/** Whether a question that was asked was this one, or asked for all of it too. */
export const wasAsked = (asked: Terms, wanted: Terms): boolean =>
  covers(asked, wanted) && (asked.models === null) === (wanted.models === null);
