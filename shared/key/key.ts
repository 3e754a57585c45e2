import { base62FromBytes, base62FromNumber } from './base62.ts';
import { crc32 } from './crc32.ts';

/** `otk` for keys that people copy, `otp` for the pairing token of a companion. Neither is accepted as the other. */
export type KeyPrefix = 'otk' | 'otp';

/** Base62 digits: 8 for 47 bits of ID, 43 for 256 bits of secret, 6 for 32 bits of checksum. */
const ID = 8;
const SECRET = 43;
const CHECK = 6;

/** The number of random bytes for an ID and for a secret. */
export const ID_BYTES = 6;
export const SECRET_BYTES = 32;

const FORM = new RegExp(`^(otk|otp)_([0-9A-Za-z]{${ID}})_([0-9A-Za-z]{${SECRET}})([0-9A-Za-z]{${CHECK}})$`);

/** Encodes {@link ID_BYTES} random bytes as the ID of a key. */
export const idFrom = (bytes: Uint8Array): string => base62FromBytes(bytes, ID);
/** Encodes {@link SECRET_BYTES} random bytes as the secret of a key. */
export const secretFrom = (bytes: Uint8Array): string => base62FromBytes(bytes, SECRET);

const check = (body: string): string => base62FromNumber(crc32(body), CHECK);

/** Formats a key: prefix, public ID, secret, and a checksum that tells a typo from a wrong key. */
export const formatKey = (prefix: KeyPrefix, id: string, secret: string): string => {
  const body = `${prefix}_${id}_${secret}`;
  return body + check(body);
};

/** Parses a key. Returns undefined if it is invalid or has another prefix. White space around it is ignored. */
export const parseKey = (prefix: KeyPrefix, text: string): { id: string; secret: string } | undefined => {
  const [, found, id, secret, given] = FORM.exec(text.trim()) ?? [];
  if (found !== prefix || id === undefined || secret === undefined) return undefined;
  return given === check(`${prefix}_${id}_${secret}`) ? { id, secret } : undefined;
};

/**
 * Reduces every key in a text, complete or truncated, to its public ID. Also matches keys with a typo and keys that are
 * joined to other letters, because they still contain most of a secret.
 */
export const redactKeys = (text: string): string =>
  text.replace(/(ot[kp])_(?:([0-9A-Za-z]{8})_)?\w+/g, (_, prefix: string, id: string | undefined) =>
    id === undefined ? `${prefix}_…` : `${prefix}_${id}_…`,
  );
