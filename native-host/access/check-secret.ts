import type { Grant, GrantKind } from '../../shared/access/grant.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import { problem } from '../../shared/errors/problem.ts';
import { type KeyPrefix, parseKey } from '../../shared/key/key.ts';
import type { Store } from '../store/open-store.ts';
import { matchesDigest } from './digest.ts';

export type Checked = { readonly grant: Grant } | { readonly problem: Problem };

const refuse = (code: Problem['code'], message: string): Checked => ({ problem: problem(code, message) });

/** A secret passes for nothing but what it was made for, also if somebody writes it with the other prefix. */
const KINDS: Record<KeyPrefix, GrantKind> = { otk: 'key', otp: 'pairing' };

/**
 * Finds the grant that a secret opens. The grammar comes first, so that nothing but an id of ours reaches
 * the store; a message names the public id at most.
 */
export const checkSecret = async (
  prefix: KeyPrefix,
  text: string,
  store: Store,
  now: number,
): Promise<Checked> => {
  const parsed = parseKey(prefix, text);
  if (!parsed) return refuse('key_mistyped', 'This is no whole key: a character is missing or wrong.');
  const { id, secret } = parsed;
  const { grants } = store;
  const [grant, stored, old] = await Promise.all([
    grants.byId(id),
    grants.digestOf(id),
    grants.oldDigestOf(id),
  ]);
  const isNew = stored !== undefined && matchesDigest(secret, stored);
  const isOld = old !== undefined && matchesDigest(secret, old.digest);
  if (grant?.kind !== KINDS[prefix] || !(isNew || isOld)) {
    return refuse('key_wrong', `The host knows no key ${id} with this secret.`);
  }
  if (grant.revokedAt !== null) return refuse('key_revoked', `The key ${id} has been revoked.`);
  if (grant.expiresAt !== null && grant.expiresAt <= now)
    return refuse('key_expired', `The key ${id} has expired.`);
  if (!isNew && (old?.until ?? 0) <= now)
    return refuse('key_expired', `The key ${id} has been replaced by a new one.`);
  if (grant.disabledAt !== null) return refuse('key_disabled', `The key ${id} is disabled.`);
  return { grant };
};
