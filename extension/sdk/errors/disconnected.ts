import type { TurnkeyError } from './turnkey-error.ts';

/** The errors of requests whose connection was lost; true if the host may have begun the request. */
const disconnected = new WeakMap<object, boolean>();

/** Marks the error of a request whose connection was lost. `begun`: whether the host may have begun the request. */
export const markDisconnected = (error: TurnkeyError, begun: boolean): TurnkeyError => {
  disconnected.set(error, begun);
  return error;
};

/**
 * Whether a request that failed with this error may be sent again: its connection was lost, and the host had not begun
 * it or it is idempotent.
 */
export const mayRetry = (error: unknown, idempotent: boolean): error is TurnkeyError =>
  idempotent ? disconnected.has(error as object) : disconnected.get(error as object) === false;
