import { base62FromBytes, base62FromNumber } from './base62.ts';
import { crc32 } from './crc32.ts';

/** `otk` for keys that people copy, `otp` for a companion's pairing token: neither passes for the other. */
export type KeyPrefix = 'otk' | 'otp';

/** Digits of base62: 8 hold 47 bits of id, 43 hold 256 bits of secret, 6 hold 32 bits of check. */
const ID = 8;
const SECRET = 43;
const CHECK = 6;

/** Random bytes that an id and a secret are made from. */
export const ID_BYTES = 6;
export const SECRET_BYTES = 32;

const FORM = new RegExp(`^(otk|otp)_([0-9A-Za-z]{${ID}})_([0-9A-Za-z]{${SECRET}})([0-9A-Za-z]{${CHECK}})$`);

export const idFrom = (bytes: Uint8Array): string => base62FromBytes(bytes, ID);
export const secretFrom = (bytes: Uint8Array): string => base62FromBytes(bytes, SECRET);

const check = (body: string): string => base62FromNumber(crc32(body), CHECK);

/** The text of a key: prefix, public id, secret, and a check that tells a typo from a wrong key. */
export const formatKey = (prefix: KeyPrefix, id: string, secret: string): string => {
  const body = `${prefix}_${id}_${secret}`;
  return body + check(body);
};

/** The parts of a key, or undefined for whatever is not exactly one. White space around it is allowed. */
export const parseKey = (prefix: KeyPrefix, text: string): { id: string; secret: string } | undefined => {
  const [, found, id, secret, given] = FORM.exec(text.trim()) ?? [];
  if (found !== prefix || id === undefined || secret === undefined) return undefined;
  return given === check(`${prefix}_${id}_${secret}`) ? { id, secret } : undefined;
};

/**
 * Text in which every key, whole or cut, is reduced to its public id. Greedy on purpose: one with a typo in
 * it, or run into other letters, still holds most of a secret.
 */
export const redactKeys = (text: string): string =>
  text.replace(/(ot[kp])_(?:([0-9A-Za-z]{8})_)?\w+/g, (_, prefix: string, id: string | undefined) =>
    id === undefined ? `${prefix}_…` : `${prefix}_${id}_…`,
  );
