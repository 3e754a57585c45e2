interface Exact {
  rawJSON(text: string): unknown;
  parse(
    text: string,
    revive: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
}

/** As V8 has it since Node 21 (TC39: JSON.parse source text access). */
const { rawJSON, parse } = JSON as unknown as Exact;

/**
 * Writes a JSON text anew: of duplicate fields one remains, whatever the depth, and each number keeps every digit
 * that it was written with. Throws a RangeError for what is nested some thousand levels deep.
 */
export const rewriteJson = (text: string): string =>
  JSON.stringify(
    parse(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined ? rawJSON(source) : value,
    ),
  );
