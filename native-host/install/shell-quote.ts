/** One word for a POSIX shell, whatever it contains: in single quotes only the single quote itself is special. */
export const shellQuote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The word that a text written by {@link shellQuote} starts with; undefined if it does not start with one. */
export const shellUnquote = (text: string): string | undefined =>
  /^'((?:[^']|'\\'')*)'/.exec(text)?.[1]?.replaceAll("'\\''", "'");
