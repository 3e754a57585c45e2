import { ABORTED, ADDED, BROKEN, HEADER_VALUES, HEADERS, VALUES } from './exceptions.ts';

type Fields = Record<string, unknown>;

const without = (fields: Fields, names: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !Object.hasOwn(names, key)));

const isError = (fields: Fields) => typeof fields['class'] === 'string' && 'isTypeError' in fields;

/** Rejected by fetch itself, not made by a client or the model. */
const isBroken = (fields: Fields) => fields['name'] === 'TurnkeyError' || fields['class'] === 'TypeError';

const ofError = (fields: Fields): Fields => {
  if (isBroken(fields)) return without(fields, BROKEN);
  return fields['class'] === 'DOMException' ? without(fields, ABORTED) : fields;
};

const ofHeaders = (headers: Fields): Fields =>
  Object.fromEntries(
    Object.entries(without(headers, HEADERS)).map(([name, value]) => [
      name,
      Object.hasOwn(HEADER_VALUES, name) ? 'a value' : value,
    ]),
  );

/** Fields with the headers of a response: of a call, and of an error of the AI SDK. */
const HEADER_FIELDS: readonly string[] = ['headers', 'responseHeaders'];

const ofValue = (key: string, value: unknown): unknown => {
  if (Object.hasOwn(VALUES, key)) return `a ${typeof value}`;
  if (HEADER_FIELDS.includes(key) && typeof value === 'object' && value !== null)
    return ofHeaders(value as Fields);
  return normalise(value);
};

/** A transcript without what may differ by nature. */
export const normalise = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  const own = without(value as Fields, ADDED);
  const fields = isError(own) ? ofError(own) : own;
  return Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, ofValue(key, each)]));
};
