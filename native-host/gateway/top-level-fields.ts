import { BodyError } from './body-error.ts';

/** A field of a JSON object, its value as it was written. */
export interface RawField {
  readonly name: string;
  readonly value: string;
}

/** Ollama's requests have some dozen. */
const MAX_FIELDS = 1_000;

const code = (char: string): number => char.charCodeAt(0);
const QUOTE = code('"');
const COMMA = code(',');
const OPENING = new Set([code('{'), code('[')]);
const CLOSING = new Set([code('}'), code(']')]);

/** The index after the string that begins at `start`. */
const afterString = (text: string, start: number): number => {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let slash = quote - 1;
    while (text[slash] === '\\') slash -= 1;
    // An even number of backslashes: the last of them escapes no quote.
    if ((quote - slash) % 2 === 1) return quote + 1;
  }
};

/** The index of the comma or bracket that ends the value which begins at `start`. */
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

/** What a JSON string says: most names of fields hold nothing that is escaped. */
const textOf = (string: string): string =>
  string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1);

/**
 * The fields of a JSON object in their order, duplicates included: JSON.parse alone shows the last of them. The text
 * has to be one that JSON.parse takes for an object. Throws a BodyError for more fields than any request has.
 */
export const topLevelFields = (text: string): readonly RawField[] => {
  const fields: RawField[] = [];
  let at = text.indexOf('{') + 1;
  for (;;) {
    const start = text.indexOf('"', at);
    // What is between two fields is white space and a comma.
    if (start === -1) return fields;
    if (fields.length === MAX_FIELDS) throw new BodyError(`The body has more than ${MAX_FIELDS} fields.`);
    const colon = afterString(text, start);
    const from = text.indexOf(':', colon) + 1;
    at = afterValue(text, from);
    fields.push({ name: textOf(text.slice(start, colon)), value: text.slice(from, at).trim() });
    if (text.charCodeAt(at) !== COMMA) return fields;
  }
};
