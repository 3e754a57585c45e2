// cspell:ignore grün Grüße Testlabor
import { ApiError } from '../api-error.ts';

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The smallest value for each type of a schema. */
const BY_TYPE: Readonly<Record<string, (schema: Schema) => unknown>> = {
  object: ({ properties }) =>
    Object.fromEntries(Object.entries(Object(properties)).map(([name, value]) => [name, fromSchema(value)])),
  array: ({ minItems = 1, items }) =>
    Array.from({ length: Number(minItems) }, () => fromSchema(items, 'grün')),
  string: ({ maxLength = 4 }) => 'grün'.slice(0, Number(maxLength)),
  integer: ({ minimum = 1 }) => Number(minimum),
  number: ({ minimum = 1 }) => Number(minimum),
  boolean: () => true,
};

const fromSchema = (schema: unknown, otherwise: unknown = null): unknown => {
  if (!isSchema(schema)) return otherwise;
  const choices = schema['enum'] ?? schema['anyOf'] ?? schema['oneOf'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(choices)) return fromSchema(choices[0], choices[0]);
  const type: unknown = [schema['type'] ?? 'object'].flat()[0];
  return BY_TYPE[String(type)]?.(schema) ?? null;
};

/** The smallest text that matches a `format`; undefined if there is no format. */
export const structuredAnswer = (format: unknown): string | undefined => {
  if (format === undefined || format === null || format === '') return undefined;
  if (format === 'json') return '{\n  "greeting": "Grüße aus dem Testlabor! 😀"\n}';
  if (isSchema(format)) return JSON.stringify(fromSchema(format), undefined, 2);
  const text = JSON.stringify(JSON.stringify(format));
  throw new ApiError(500, `invalid format: ${text}; expected "json" or a valid JSON Schema object`);
};
