import { ID_BYTES, idFrom } from '../../shared/key/key.ts';

/** Loaded on use: it takes several milliseconds, and a host may never check a secret. */
const crypto = () => process.getBuiltinModule('node:crypto');

/** The stored digest of a secret. SHA-256 without salt is enough for 256 random bits. */
export const digest = (secret: string): Uint8Array => crypto().hash('sha256', secret, 'buffer');

/** Compares two digests in constant time. */
export const isEqual = (one: Uint8Array, other: Uint8Array): boolean => crypto().timingSafeEqual(one, other);

/** The digest of a text in Base64, as a name for it. */
export const textDigest = (text: string): string => crypto().hash('sha256', text, 'base64');

/** Compares a secret with a digest in constant time. */
export const matchesDigest = (secret: string, stored: Uint8Array): boolean => isEqual(digest(secret), stored);

/** Generates the public id of a grant. */
export const newGrantId = (random: (bytes: number) => Uint8Array): string => idFrom(random(ID_BYTES));

/**
 * The stored digest of a key whose text its owner chose. The prefix keeps it apart from the digests of secrets: the secret
 * of a generated key alone must not be a key.
 */
export const importedDigest = (text: string): Uint8Array =>
  crypto().hash('sha256', `imported key: ${text}`, 'buffer');
