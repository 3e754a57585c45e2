import { isScope, SCOPE_NAMES, type Scope } from '../../shared/access/scopes.ts';
import { CliError } from './cli-error.ts';

/** The scopes that somebody wrote. Throws a CliError for one that a key cannot have. */
export const readScopes = (names: readonly string[]): readonly Scope[] => {
  const wrong = names.find((name) => !isScope(name) || name === 'admin');
  if (wrong !== undefined) {
    throw new CliError(
      `There is no scope "${wrong}" for a key.`,
      `Choose among ${SCOPE_NAMES.filter((name) => name !== 'admin').join(', ')}.`,
    );
  }
  return names as readonly Scope[];
};
