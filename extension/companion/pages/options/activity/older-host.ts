import { problem } from '../../../../../shared/errors/problem.ts';
import { TurnkeyError } from '../../../../sdk/errors/turnkey-error.ts';
import { explain } from '../../../../sdk/explain.ts';

/** Rethrows the error of a call. A host of an earlier version rejects one that it does not know: it has to be updated. */
export const explainUnknownCall = (error: unknown): never => {
  if (explain(error).code !== 'operation_unknown') throw error;
  throw new TurnkeyError(problem('host_outdated', 'The Turnkey app is too old to show this.'), {
    cause: error,
  });
};
