import { MAX_CLIENT_MESSAGE, MAX_CLIENT_VALUES } from '../../../shared/protocol/limits.ts';

/** A message's length in UTF-16 units of text, or why it cannot be passed on. */
export type Measured = { readonly size: number } | { readonly fault: string };

const TOO_LARGE: Measured = { fault: 'A message of the extension is too large.' };
const NOT_JSON: Measured = { fault: 'A message of the extension holds a value that is not JSON.' };

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
    return { fault: 'A message of the extension is not an object.' };
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
