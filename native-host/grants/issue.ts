import type { Grant } from '../../shared/access/grant.ts';
import { formatKey, type KeyPrefix, SECRET_BYTES, secretFrom } from '../../shared/key/key.ts';
import type { NewGrant, StoreParts } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';
import { digest, newGrantId } from './secret.ts';

export interface Issued {
  /** The key or token: available only here, since the store keeps only its digest. */
  readonly text: string;
  readonly grant: Grant;
}

/** Creates a grant with a new secret. The caller adds the audit row. */
export const issue = async (
  prefix: KeyPrefix,
  grant: Omit<NewGrant, 'id' | 'digest'>,
  { grants }: Pick<StoreParts, 'grants'>,
  random: (bytes: number) => Uint8Array,
): Promise<Issued> => {
  const id = newGrantId(random);
  const secret = secretFrom(random(SECRET_BYTES));
  const created = await grants.create({ ...grant, id, digest: digest(secret) });
  return { text: formatKey(prefix, id, secret), grant: created };
};

/** Creates a key. */
export const createKey = (
  key: Omit<NewGrant, 'id' | 'digest' | 'kind' | 'parent'>,
  world: GrantWorld,
): Promise<Issued> =>
  audited(world, async (parts) => {
    const result = await issue('otk', { ...key, kind: 'key', parent: null }, parts, world.random);
    return { result, audit: { act: 'created', subject: result.grant.id } };
  });

/**
 * Gives a key a new secret. Resolves with the new key, which is available only here, or with undefined if there is no
 * such key. The old secret remains valid until `oldUntil` (milliseconds since the epoch).
 */
export const rotateKey = (id: string, oldUntil: number, world: GrantWorld): Promise<string | undefined> => {
  const secret = secretFrom(world.random(SECRET_BYTES));
  return audited(world, async ({ grants }) =>
    (await grants.rotate(id, digest(secret), oldUntil))
      ? { result: formatKey('otk', id, secret), audit: { act: 'rotated', subject: id } }
      : { result: undefined, audit: undefined },
  );
};
