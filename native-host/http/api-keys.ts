import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import { authenticateKey } from '../grants/authenticate.ts';
import type { Checked } from '../grants/check-secret.ts';
import { digest, matchesDigest } from '../grants/secret.ts';
import type { Store } from '../store/contract.ts';

/** Looks up the grant of a key over HTTP, or the reason why it is refused. */
export type ApiKeys = (text: string, now: number) => Promise<Checked>;

/** The names of grants outside of the store, by id. */
export const NAMES_OUTSIDE = { env: 'OLLAMA_API_KEY', open: 'no key' } as const;

const BASE = {
  claimedName: null,
  kind: 'key',
  caller: HTTP_CALLER.id,
  models: null,
  limits: null,
  createdAt: 0,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  disabledAt: null,
  parent: null,
} as const satisfies Partial<Grant>;

/** The grant of the key in OLLAMA_API_KEY. It is not in the store, and lasts as long as the process. */
export const environmentGrant = (scopes: readonly Scope[]): Grant => ({
  ...BASE,
  id: 'env',
  name: NAMES_OUTSIDE.env,
  scopes,
});

/** The grant of every caller with `--open`: everything that Ollama allows, except for the user's account. */
export const OPEN_GRANT: Grant = {
  ...BASE,
  id: 'open',
  name: NAMES_OUTSIDE.open,
  scopes: ['read', 'infer', 'embed', 'manage', 'cloud', 'web'],
};

interface Options {
  readonly store: Store;
  /** The key in `OLLAMA_API_KEY`. Only its digest is kept. */
  readonly environment?: { readonly key: string; readonly grant: Grant } | undefined;
}

/** Creates the look-up of keys in the store and of the one from the environment. */
export const createApiKeys = ({ store, environment }: Options): ApiKeys => {
  const own = environment && { digest: digest(environment.key), grant: environment.grant };
  return async (text, now) => {
    if (own && matchesDigest(text, own.digest)) return { grant: own.grant };
    return authenticateKey(text, HTTP_CALLER, store, now);
  };
};
