import { MAX_CLIENT_MESSAGE, MAX_CLIENT_VALUES } from '../../../shared/protocol/limits.ts';

/** Why a message cannot be passed on. */
export interface Fault {
  readonly message: string;
  /** Reading it has cost the companion time: the caller has to wait before it connects again. */
  readonly costly: boolean;
}

/** A message's length in UTF-16 units of text, or why it cannot be passed on. */
export type Measured = { readonly size: number } | { readonly fault: Fault };

const fault = (message: string, costly = false): Measured => ({ fault: { message, costly } });

const TOO_LARGE = fault('A message of the extension is too large.', true);
const NOT_JSON = fault('A message of the extension holds a value that is not JSON.');
const NO_OBJECT = fault('A message of the extension is not an object.');

/** Whether JSON writes an object with its fields: others, which Firefox passes between extensions, lose what they hold. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype as object) === null;
};

/**
 * Measures a client's message before it is passed on. Firefox lets an extension send messages of any size, and values
 * that JSON does not have. Looks at no more values than a message may hold.
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
