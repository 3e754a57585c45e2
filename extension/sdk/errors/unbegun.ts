import type { TurnkeyError } from './turnkey-error.ts';

const known = new WeakSet<object>();

/** Marks the error of a request that the host had certainly not begun. */
export const unbegun = (error: TurnkeyError): TurnkeyError => {
  known.add(error);
  return error;
};

/** Whether a request that failed with this may be sent again without being done twice. */
export const isUnbegun = (error: object): boolean => known.has(error);
