import { formatKey, type KeyPrefix, SECRET_BYTES, secretFrom } from '../../shared/key/key.ts';
import type { Store } from '../store/open-store.ts';
import { digest } from './digest.ts';

/**
 * Gives a key a fresh secret, and its text, which is seen only here. The secret that it had opens it until
 * `oldUntil`. Undefined if there is no such key.
 */
export const rotate = async (
  prefix: KeyPrefix,
  id: string,
  store: Store,
  random: (bytes: number) => Uint8Array,
  oldUntil: number,
): Promise<string | undefined> => {
  const secret = secretFrom(random(SECRET_BYTES));
  return (await store.grants.rotate(id, digest(secret), oldUntil))
    ? formatKey(prefix, id, secret)
    : undefined;
};
