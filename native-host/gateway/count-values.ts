const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** After so many plain bytes of a string the rest of it is searched natively: images are megabytes without an escape. */
const LEAP = 64;

/** The index after the string whose text begins at `start`, in one pass whatever it holds. */
const createStringEnd = (bytes: Buffer) => {
  const positionOf = (byte: number) => {
    let known = -1;
    return (from: number): number => {
      if (known < from) known = bytes.indexOf(byte, from);
      if (known < 0) known = bytes.length;
      return known;
    };
  };
  const nextQuote = positionOf(QUOTE);
  const nextBackslash = positionOf(BACKSLASH);
  return (start: number): number => {
    let plain = 0;
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) return at + 1;
      plain = byte === BACKSLASH ? 0 : plain + 1;
      if (byte === BACKSLASH) at += 1;
      else if (plain === LEAP) {
        plain = 0;
        at = Math.min(nextQuote(at + 1), nextBackslash(at + 1)) - 1;
      }
    }
    return bytes.length;
  };
};

const PLAIN = 0;
const STRING = 1;
const VALUE = 2;

/** What a byte outside of strings begins. A table: the loop below takes each byte of a body of many megabytes. */
const KIND = new Uint8Array(256);
KIND[QUOTE] = STRING;
for (const char of ',:[{') KIND[char.charCodeAt(0)] = VALUE;

/**
 * Whether a JSON text has more than `most` commas, colons and opening brackets, which are about as many as the values
 * and names that JSON.parse would make. Takes one pass at most, allocates nothing, and stops at the limit. The text need
 * not be valid.
 */
export const hasMoreValues = (bytes: Buffer, most: number): boolean => {
  const { length } = bytes;
  if (length <= most) return false;
  const stringEnd = createStringEnd(bytes);
  let values = 0;
  for (let at = 0; at < length; ) {
    const kind = KIND[bytes[at] as number];
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
