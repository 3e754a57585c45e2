const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** After this many characters without an escape, search the rest of a string natively: images are megabytes of them. */
const LEAP = 64;

/** Returns a function that finds the index after the string whose content starts at `start`. Linear for any content. */
const createStringEnd = (text: string) => {
  const positionOf = (character: string) => {
    let known = -1;
    return (from: number): number => {
      if (known < from) known = text.indexOf(character, from);
      if (known < 0) known = text.length;
      return known;
    };
  };
  const nextQuote = positionOf('"');
  const nextBackslash = positionOf('\\');
  return (start: number): number => {
    let plain = 0;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return at + 1;
      plain = code === BACKSLASH ? 0 : plain + 1;
      if (code === BACKSLASH) at += 1;
      else if (plain === LEAP) {
        plain = 0;
        at = Math.min(nextQuote(at + 1), nextBackslash(at + 1)) - 1;
      }
    }
    return text.length;
  };
};

const PLAIN = 0;
const STRING = 1;
const VALUE = 2;

/** What an ASCII character outside of strings starts. A table, since the loop below visits every character. */
const KIND = new Uint8Array(128);
KIND[QUOTE] = STRING;
for (const char of ',:[{') KIND[char.charCodeAt(0)] = VALUE;

/**
 * True if a JSON text has more than `most` commas, colons and opening brackets, which approximates the number of values
 * and names that JSON.parse would create. Needs at most one pass, allocates nothing, and stops at the limit. The text
 * may be invalid.
 */
export const hasMoreValues = (text: string, most: number): boolean => {
  const { length } = text;
  if (length <= most) return false;
  const stringEnd = createStringEnd(text);
  let values = 0;
  for (let at = 0; at < length; ) {
    const code = text.charCodeAt(at);
    const kind = code < KIND.length ? KIND[code] : PLAIN;
    at += 1;
    if (kind === PLAIN) continue;
    if (kind === STRING) at = stringEnd(at);
    else {
      values += 1;
      if (values > most) return true;
    }
  }
  return false;
};
