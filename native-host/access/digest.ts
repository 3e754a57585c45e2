/** Loaded on use: it takes several milliseconds, and a host that is shown no secret need not wait for them. */
const crypto = () => process.getBuiltinModule('node:crypto');

/** What is stored of a secret: SHA-256 is enough for 256 random bits. */
export const digest = (secret: string): Uint8Array => crypto().hash('sha256', secret, 'buffer');

/** Compares a secret with a stored digest in constant time. */
export const matchesDigest = (secret: string, stored: Uint8Array): boolean =>
  crypto().timingSafeEqual(digest(secret), stored);
