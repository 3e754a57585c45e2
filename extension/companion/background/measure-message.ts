import { MAX_CLIENT_MESSAGE, MAX_CLIENT_VALUES } from '../../../shared/protocol/limits.ts';

/** Why a message cannot be forwarded. */
export interface Fault {
  readonly message: string;
  /** Measuring it took the companion time: the caller is shut out for a while. */
  readonly costly: boolean;
}

/** A message's length in UTF-16 code units, or why it cannot be forwarded. */
export type Measured = { readonly size: number } | { readonly fault: Fault };

const fault = (message: string, costly = false): Measured => ({ fault: { message, costly } });

const TOO_LARGE = fault('The extension sent a message that is too large.', true);
const NOT_JSON = fault('The extension sent a value that JSON cannot represent.');
const NO_OBJECT = fault('The extension sent a message that is not an object.');

/** True for plain objects. Firefox also passes others between extensions, such as Map, which JSON cannot represent. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype as object) === null;
};

/**
 * Measures a client's message before it is forwarded. Firefox has no size limit for messages between extensions and
 * allows values that JSON does not have. Stops when the message exceeds {@link MAX_CLIENT_VALUES}.
 */
export const measureMessage = (message: unknown): Measured => {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return NO_OBJECT;
  }
  const left: unknown[] = [message];
  let values = 1;
  let size = 0;
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') size += value.length;
    else if (Array.isArray(value)) {
      values += value.length;
      if (values > MAX_CLIENT_VALUES) return TOO_LARGE;
      left.push(...value);
    } else if (typeof value === 'object' && value !== null) {
      if (!isPlain(value)) return NOT_JSON;
      for (const [name, each] of Object.entries(value)) {
        values += 1;
        size += name.length;
        left.push(each);
      }
    } else if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') {
      return NOT_JSON;
    }
    if (size > MAX_CLIENT_MESSAGE || values > MAX_CLIENT_VALUES) return TOO_LARGE;
  }
  return { size };
};
