import { ID_BYTES, idFrom } from '../../shared/key/key.ts';

/** Loaded on use: it takes several milliseconds, which a host that checks no secret need not spend. */
const crypto = () => process.getBuiltinModule('node:crypto');

/** What is stored of a secret: SHA-256 is enough for 256 random bits. */
export const digest = (secret: string): Uint8Array => crypto().hash('sha256', secret, 'buffer');

/** Compares a secret with a stored digest in constant time. */
export const matchesDigest = (secret: string, stored: Uint8Array): boolean =>
  crypto().timingSafeEqual(digest(secret), stored);

/** A new public id. */
export const newGrantId = (random: (bytes: number) => Uint8Array): string => idFrom(random(ID_BYTES));
