import type { Scope } from '../../../../../shared/access/scopes.ts';
import type { Duration } from '../../../../../shared/protocol/calls.ts';
import { TEXTS } from '../texts/texts.ts';

/** What the user has chosen for an extension. Null models: every one on this computer. */
export interface Choice {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  /** `keep`: it ends when it would have ended. */
  readonly duration: Duration | 'keep';
}

/** What is missing for the choice to mean anything. */
export const missing = ({ scopes, models }: Pick<Choice, 'scopes' | 'models'>): string | undefined => {
  if (scopes.length === 0) return TEXTS.pickScope;
  return models?.length === 0 ? TEXTS.pickModel : undefined;
};
