/** Longest text that is shown, in code points. */
const MAX_SHOWN = 200;

/** Printable ASCII without the backslash. */
const PLAIN = /^[ -[\]-~]$/;

const escaped = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text of unknown origin as one line of printable ASCII, cut after 200 characters: everything else, and the backslash,
 * is written as `\u{202e}`. So no control character, escape sequence, line separator or bidirectional mark reaches a
 * terminal or a log.
 */
export const printable = (text: string, max = MAX_SHOWN): string => {
  // A surrogate pair has two units.
  const chars = Array.from(text.slice(0, 2 * max + 1));
  const shown = chars.slice(0, max).map((char) => (PLAIN.test(char) ? char : escaped(char)));
  return `${shown.join('')}${chars.length > max ? '...' : ''}`;
};
