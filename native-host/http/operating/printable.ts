/** Longest text, in code points. */
const MAX_SHOWN = 200;

/** Printable ASCII without the backslash. */
const PLAIN = /^[ -[\]-~]$/;

const escaped = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Converts untrusted text to one line of printable ASCII, truncated to 200 characters. Other characters and the
 * backslash are escaped like `\u{202e}`, so that no control character, escape sequence, line separator or bidirectional
 * mark reaches a terminal or a log.
 */
export const printable = (text: string, max = MAX_SHOWN): string => {
  // A code point has at most two UTF-16 units.
  const chars = Array.from(text.slice(0, 2 * max + 1));
  const shown = chars.slice(0, max).map((char) => (PLAIN.test(char) ? char : escaped(char)));
  return `${shown.join('')}${chars.length > max ? '...' : ''}`;
};
