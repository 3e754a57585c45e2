import type { Grant } from '../../shared/access/grant.ts';
import { formatKey, type KeyPrefix, SECRET_BYTES, secretFrom } from '../../shared/key/key.ts';
import type { NewGrant, StoreParts } from '../store/contract.ts';
import { digest, newGrantId } from './secret.ts';

export interface Issued {
  /** The key or token: available only here, since the store keeps its digest alone. */
  readonly text: string;
  readonly grant: Grant;
}

/** Creates a grant with a new secret. The audit is up to the caller. */
export const issue = async (
  prefix: KeyPrefix,
  wanted: Omit<NewGrant, 'id' | 'digest'>,
  { grants }: Pick<StoreParts, 'grants'>,
  random: (bytes: number) => Uint8Array,
): Promise<Issued> => {
  const id = newGrantId(random);
  const secret = secretFrom(random(SECRET_BYTES));
  const grant = await grants.create({ ...wanted, id, digest: digest(secret) });
  return { text: formatKey(prefix, id, secret), grant };
};
