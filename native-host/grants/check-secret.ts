import type { Grant, GrantKind } from '../../shared/access/grant.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import { type ProblemOf, problem } from '../../shared/errors/problem.ts';
import { type KeyPrefix, parseKey } from '../../shared/key/key.ts';
import { notInForce } from '../access/not-in-force.ts';
import type { Store } from '../store/contract.ts';
import { importedDigest, isEqual, matchesDigest } from './secret.ts';

/** Why a credential is not accepted. */
export type CredentialProblem = ProblemOf<DenialCode>;

/**
 * The outcome of checking a credential. `until`: when a secret that was replaced stops to be valid, in milliseconds since
 * the epoch; undefined for the current one.
 */
export type Checked =
  | { readonly grant: Grant; readonly until?: number }
  | { readonly denial: CredentialProblem };

/** Fewest characters of a key that may be imported: fewer could be guessed by trying. */
export const MIN_IMPORTED = 16;

/** Most characters of one. */
export const MAX_IMPORTED = 512;

/** The outcome of a check that failed. */
export const deny = (code: DenialCode, message: string): { readonly denial: CredentialProblem } => ({
  denial: problem(code, message),
});

/** The outcome for a secret that a rotation has replaced. */
const replaced = (grant: Grant, until: number, now: number): Checked =>
  until > now ? { grant, until } : deny('key_expired', `The key ${grant.id} has been replaced by a new one.`);

/** A secret is valid only for grants of this kind, also if it is written with the other prefix. */
const KINDS: Record<KeyPrefix, GrantKind> = { otk: 'key', otp: 'pairing' };

/**
 * Finds the grant of a secret. The syntax is checked first, so that only well-formed ids reach the store. Messages contain
 * at most the public id.
 */
export const checkSecret = async (
  prefix: KeyPrefix,
  text: string,
  store: Store,
  now: number,
): Promise<Checked> => {
  const parsed = parseKey(prefix, text);
  if (!parsed) return deny('key_mistyped', 'This key is incomplete or mistyped.');
  const { id, secret } = parsed;
  const found = await store.grants.credential(id);
  const isNew = found?.digest != null && matchesDigest(secret, found.digest);
  const isOld = found?.old != null && matchesDigest(secret, found.old.digest);
  if (found?.grant.kind !== KINDS[prefix] || !(isNew || isOld)) {
    return deny('key_wrong', `No key ${id} with this secret exists.`);
  }
  const { grant, old } = found;
  const reason = notInForce(grant, 'key', now);
  if (reason) return { denial: reason };
  return isNew ? { grant } : replaced(grant, old?.until ?? 0, now);
};

/**
 * Finds the grant of a key whose text its owner chose. Undefined if there is none: the text may be another kind of
 * credential. Messages contain at most the public id.
 */
export const checkImported = async (
  text: string,
  store: Store,
  now: number,
): Promise<Checked | undefined> => {
  if (text.length < MIN_IMPORTED || text.length > MAX_IMPORTED) return undefined;
  const digest = importedDigest(text);
  const found = await store.grants.byDigest(digest);
  if (found?.grant.kind !== 'key') return undefined;
  const { grant, old } = found;
  const reason = notInForce(grant, 'key', now);
  if (reason) return { denial: reason };
  if (found.digest !== null && isEqual(digest, found.digest)) return { grant };
  return replaced(grant, old?.until ?? 0, now);
};
