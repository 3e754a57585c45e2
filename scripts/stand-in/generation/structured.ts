import { ApiError } from '../http/api-error.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The smallest text that fits a `format`; undefined if none is asked for. */
export function structuredAnswer(format: unknown): string | undefined {
  if (format === undefined || format === null || format === '') return undefined;
  if (format === 'json') return '{\n  "greeting": "Grüße aus dem Testlabor! 😀"\n}';
  if (isSchema(format)) return JSON.stringify(fromSchema(format), undefined, 2);
  const text = JSON.stringify(JSON.stringify(format));
  throw new ApiError(500, `invalid format: ${text}; expected "json" or a valid JSON Schema object`);
}

function fromSchema(schema: Schema): unknown {
  const { type, properties, items, minItems, maxLength, minimum } = schema;
  const choices = schema['enum'] ?? schema['anyOf'] ?? schema['oneOf'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(choices)) return isSchema(choices[0]) ? fromSchema(choices[0]) : choices[0];
  const byType: Readonly<Record<string, () => unknown>> = {
    object: () => {
      const entries = Object.entries(isSchema(properties) ? properties : {});
      return Object.fromEntries(
        entries.map(([name, value]) => [name, isSchema(value) ? fromSchema(value) : null]),
      );
    },
    array: () =>
      Array.from({ length: Number(minItems ?? 1) }, () => (isSchema(items) ? fromSchema(items) : 'grün')),
    string: () => 'grün'.slice(0, Number(maxLength ?? 4)),
    integer: () => Number(minimum ?? 1),
    number: () => Number(minimum ?? 1),
    boolean: () => true,
    null: () => null,
  };
  const first: unknown = Array.isArray(type) ? type[0] : type;
  return byType[String(first ?? 'object')]?.();
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
