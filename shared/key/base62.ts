const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const write = (value: bigint, length: number): string => {
  let rest = value;
  let text = '';
  for (let at = 0; at < length; at += 1) {
    text = (DIGITS[Number(rest % 62n)] ?? '') + text;
    rest /= 62n;
  }
  return text;
};

/** Encodes bytes as base62 with exactly `length` digits. The highest digits are dropped if there are more. */
export const base62FromBytes = (bytes: Uint8Array, length: number): string => {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return write(value, length);
};

/** Encodes a number of up to 32 bits as base62 with exactly `length` digits. */
export const base62FromNumber = (value: number, length: number): string => write(BigInt(value), length);
