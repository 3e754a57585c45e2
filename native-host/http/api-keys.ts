import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import { authenticateKey } from '../grants/authenticate.ts';
import { type Checked, checkImported } from '../grants/check-secret.ts';
import { textDigest } from '../grants/secret.ts';
import type { Store } from '../store/contract.ts';

/** Looks up the grant of a key over HTTP, or the reason why it is refused. Returns a promise only if it has to wait. */
export type ApiKeys = (text: string, now: number) => Checked | Promise<Checked>;

/** Whether a grant is a key for HTTP. */
export const isHttpKey = ({ kind, caller }: Pick<Grant, 'kind' | 'caller'>): boolean =>
  kind === 'key' && caller === HTTP_CALLER.id;

/** The names of grants outside of the store, by id. */
export const NAMES_OUTSIDE = { env: 'OLLAMA_API_KEY', open: 'no key' } as const;

const BASE = {
  claimedName: null,
  kind: 'key',
  caller: HTTP_CALLER.id,
  models: null,
  limits: null,
  labels: null,
  trust: null,
  origin: null,
  createdAt: 0,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  disabledAt: null,
  parent: null,
} as const satisfies Partial<Grant>;

/** The grant of a key in the environment. It is not in the store, and lasts as long as the process. */
export const environmentGrant = (id: string, name: string, scopes: readonly Scope[]): Grant => ({
  ...BASE,
  id,
  name,
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
  /** The keys in the environment. Only their digests are kept. @default none */
  readonly environment?: readonly { readonly key: string; readonly grant: Grant }[];
}

/** Creates the look-up of keys in the store and of those from the environment. */
export const createApiKeys = ({ store, environment = [] }: Options): ApiKeys => {
  // Looked up by the digest, whose bytes tell a stranger who measures time nothing about the key.
  const own = new Map(environment.map(({ key, grant }) => [textDigest(key), grant]));
  return async (text, now) => {
    const grant = own.size > 0 ? own.get(textDigest(text)) : undefined;
    if (grant) return { grant };
    const checked = await authenticateKey(text, HTTP_CALLER, store, now);
    // Only a text that has not the form of a key can be one that its owner chose.
    if ('grant' in checked || checked.denial.code !== 'key_mistyped') return checked;
    return (await checkImported(text, store, now)) ?? checked;
  };
};
