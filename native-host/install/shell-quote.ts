/** One word for a POSIX shell, whatever it contains: in single quotes only the single quote itself is special. */
export const shellQuote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
