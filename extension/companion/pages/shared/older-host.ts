import { problem } from '../../../../shared/errors/problem.ts';
import { TurnkeyError } from '../../../sdk/errors/turnkey-error.ts';
import { explain } from '../../../sdk/explain.ts';

/** Whether a call failed because the host is of an earlier version, which does not know it. */
export const isUnknownCall = (error: unknown): boolean => explain(error).code === 'operation_unknown';

/** The result of a call; `otherwise` if the host does not know it. Rejects with any other error. */
export const orIfUnknown = <Result>(call: Promise<Result>, otherwise: Result): Promise<Result> =>
  call.catch((error: unknown) => {
    if (isUnknownCall(error)) return otherwise;
    throw error;
  });

/** Rethrows the error of a call. If the host does not know the call, the error says that it has to be updated. */
export const explainUnknownCall = (error: unknown): never => {
  if (!isUnknownCall(error)) throw error;
  throw new TurnkeyError(problem('host_outdated', 'The Turnkey app is too old to show this.'), {
    cause: error,
  });
};
