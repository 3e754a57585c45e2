import { BodyError } from './fields.ts';

/** A field of a JSON object with the text of its value. */
interface RawField {
  readonly name: string;
  readonly value: string;
}

/** Most fields of one body. Ollama's own requests have a few dozen. */
const MAX_FIELDS = 1_000;

const code = (char: string): number => char.charCodeAt(0);
const QUOTE = code('"');
const COMMA = code(',');
const OPENING = new Set([code('{'), code('[')]);
const CLOSING = new Set([code('}'), code(']')]);

/** The index after the string that starts at `start`. */
const afterString = (text: string, start: number): number => {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let slash = quote - 1;
    while (text[slash] === '\\') slash -= 1;
    // An even number of backslashes does not escape the quote.
    if ((quote - slash) % 2 === 1) return quote + 1;
  }
};

/** The index of the comma or bracket that ends the value starting at `start`. */
const afterValue = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; ; at += 1) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = afterString(text, at) - 1;
    else if (OPENING.has(char)) depth += 1;
    else if (depth === 0 && (char === COMMA || CLOSING.has(char))) return at;
    else if (CLOSING.has(char)) depth -= 1;
  }
};

/** The value of a JSON string. Few field names hold escapes. */
const textOf = (string: string): string =>
  string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1);

/**
 * The top-level fields of a JSON object in their order, with duplicates, of which JSON.parse would keep only the last.
 * `text` must be one that JSON.parse accepts as an object. Throws a BodyError for more than {@link MAX_FIELDS} fields.
 */
export const topLevelFields = (text: string): readonly RawField[] => {
  const fields: RawField[] = [];
  let at = text.indexOf('{') + 1;
  for (;;) {
    const start = text.indexOf('"', at);
    // Only white space and a comma separate two fields.
    if (start === -1) return fields;
    if (fields.length === MAX_FIELDS) throw new BodyError(`The body has more than ${MAX_FIELDS} fields.`);
    const colon = afterString(text, start);
    const from = text.indexOf(':', colon) + 1;
    at = afterValue(text, from);
    fields.push({ name: textOf(text.slice(start, colon)), value: text.slice(from, at).trim() });
    if (text.charCodeAt(at) !== COMMA) return fields;
  }
};

interface SourceTextAccess {
  rawJSON(text: string): unknown;
  parse(
    text: string,
    revive: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
}

/** In V8 since Node 21: https://github.com/tc39/proposal-json-parse-with-source. */
const { rawJSON, parse } = JSON as unknown as SourceTextAccess;

/**
 * Parses a JSON text and serializes the result. One of several duplicate fields remains at any depth, and numbers keep
 * all their digits. Throws a RangeError if the text is nested some thousand levels deep.
 */
export const rewriteJson = (text: string): string =>
  JSON.stringify(
    parse(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined ? rawJSON(source) : value,
    ),
  );
