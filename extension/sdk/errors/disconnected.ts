import type { TurnkeyError } from './turnkey-error.ts';

/** Errors of requests whose line was lost, with whether the host may have begun them. */
const known = new WeakMap<object, boolean>();

/** Marks the error of a request whose line was lost. */
export const markDisconnected = (error: TurnkeyError, begun: boolean): TurnkeyError => {
  known.set(error, begun);
  return error;
};

/** Whether what failed with this may be done again: if it had not begun, or is idempotent when it is done twice. */
export const mayRetry = (error: unknown, idempotent: boolean): error is TurnkeyError =>
  idempotent ? known.has(error as object) : known.get(error as object) === false;
