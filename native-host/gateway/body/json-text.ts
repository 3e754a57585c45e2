import { BodyError } from './fields.ts';

/** A field of a JSON object with the text of its value. */
export interface RawField {
  readonly name: string;
  readonly value: string;
}

/** Most fields of one body. Ollama's own requests have a few dozen. */
const MAX_FIELDS = 1_000;

const BACKSLASH = 0x5c;

const OTHER = 0;
const QUOTE = 1;
const OPENING = 2;
const CLOSING = 3;
const COMMA = 4;

/** The kind of an ASCII character outside of strings. A table, since the loops below visit every such character. */
const KINDS = new Uint8Array(128);
// The last one, the colon, is only counted.
for (const [kind, chars] of ['', '"', '{[', '}]', ',', ':'].entries()) {
  for (const char of chars) KINDS[char.charCodeAt(0)] = kind;
}

const kindAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < 128 ? (KINDS[code] as number) : OTHER;
};

/**
 * The index after the string whose opening quote is at `start`, or the length of a text that ends within it. Searches
 * natively, since images are megabytes without a quote. Linear, since each backslash is visited for one quote at most.
 */
const afterString = (text: string, start: number): number => {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slash = quote - 1;
    while (text.charCodeAt(slash) === BACKSLASH) slash -= 1;
    // An even number of backslashes does not escape the quote.
    if ((quote - slash) % 2 === 1) return quote + 1;
  }
  return text.length;
};

/**
 * True if a JSON text has more than `most` commas, colons and opening brackets, which approximates the number of values
 * and names that JSON.parse would create. Needs at most one pass, allocates nothing, and stops at the limit. The text
 * may be invalid.
 */
export const hasMoreValues = (text: string, most: number): boolean => {
  const { length } = text;
  if (length <= most) return false;
  let values = 0;
  for (let at = 0; at < length; at += 1) {
    const kind = kindAt(text, at);
    if (kind === QUOTE) at = afterString(text, at) - 1;
    else if (kind !== OTHER && kind !== CLOSING) {
      values += 1;
      if (values > most) return true;
    }
  }
  return false;
};

/** The index of the comma or bracket that ends the value starting at `start`. */
const afterValue = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; ; at += 1) {
    const kind = kindAt(text, at);
    if (kind === QUOTE) at = afterString(text, at) - 1;
    else if (kind === OPENING) depth += 1;
    else if (depth === 0 && (kind === COMMA || kind === CLOSING)) return at;
    else if (kind === CLOSING) depth -= 1;
  }
};

/** The value of a JSON string. Few field names contain escapes. */
const textOf = (string: string): string =>
  string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1);

/** The top-level fields of a JSON object. */
interface RawFields {
  /** In their order, with duplicates, of which JSON.parse would keep only the last. */
  readonly fields: readonly RawField[];
  /** Whether the fields, written without white space around them and without escapes in their names, are the text. */
  readonly isTight: boolean;
}

/**
 * Finds the top-level fields of a JSON object. `text` must be one that JSON.parse accepts as an object. Throws a BodyError
 * for more than {@link MAX_FIELDS} fields.
 */
export const topLevelFields = (text: string): RawFields => {
  const fields: RawField[] = [];
  const { length } = text;
  let at = text.indexOf('{') + 1;
  let isTight = at === 1;
  for (;;) {
    const start = text.indexOf('"', at);
    // Only white space and a comma separate two fields.
    if (start === -1) return { fields, isTight: isTight && length === 2 };
    if (fields.length === MAX_FIELDS) throw new BodyError(`The body has more than ${MAX_FIELDS} fields.`);
    const colon = afterString(text, start);
    const from = text.indexOf(':', colon) + 1;
    const end = afterValue(text, from);
    const name = text.slice(start, colon);
    const value = text.slice(from, end).trim();
    isTight &&= start === at && from === colon + 1 && value.length === end - from && !name.includes('\\');
    fields.push({ name: textOf(name), value });
    if (kindAt(text, end) !== COMMA) return { fields, isTight: isTight && end === length - 1 };
    at = end + 1;
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
 * @param change replaces the parsed value. @default nothing is replaced
 */
export const rewriteJson = (text: string, change: (value: unknown) => unknown = (value) => value): string =>
  JSON.stringify(
    change(
      parse(text, (_key, value, { source }) =>
        typeof value === 'number' && source !== undefined ? rawJSON(source) : value,
      ),
    ),
  );
