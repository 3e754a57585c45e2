import type { Grant } from '../../shared/access/grant.ts';
import { formatKey, type KeyPrefix, SECRET_BYTES, secretFrom } from '../../shared/key/key.ts';
import type { NewGrant } from '../store/grants.ts';
import type { Store } from '../store/open-store.ts';
import { digest } from './digest.ts';
import { newGrantId } from './new-grant-id.ts';

type Wanted = Omit<NewGrant, 'id' | 'digest'>;

/** Makes a grant with a fresh secret. The text is given once, here: only its digest is stored. */
export const issue = async (
  prefix: KeyPrefix,
  wanted: Wanted,
  store: Store,
  random: (bytes: number) => Uint8Array,
): Promise<{ text: string; grant: Grant }> => {
  const id = newGrantId(random);
  const secret = secretFrom(random(SECRET_BYTES));
  const grant = await store.grants.create({ ...wanted, id, digest: digest(secret) });
  return { text: formatKey(prefix, id, secret), grant };
};
