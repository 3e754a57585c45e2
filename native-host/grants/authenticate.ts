import { type Caller, HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Store } from '../store/contract.ts';
import { audited } from './audited.ts';
import { type Checked, checkSecret, deny } from './check-secret.ts';

const elsewhere = (message: string): Checked => deny('key_elsewhere', message);

const madeFor = ({ id, caller }: Grant): string => {
  if (caller === HTTP_CALLER.id) return `The key ${id} was made for HTTP (\`key create --http\`).`;
  return caller === null
    ? `The key ${id} was made for an extension.`
    : `The key ${id} belongs to another extension.`;
};

/** Binds a key to an extension. Resolves with the grant afterwards: another extension may have bound it first. */
const bind = (grant: Grant, caller: string, store: Store, now: number): Promise<Grant> =>
  audited({ store, now: () => now }, async ({ grants }) => {
    const isBound = await grants.bind(grant.id, caller);
    return {
      result: (await grants.byId(grant.id)) ?? grant,
      audit: isBound ? { act: 'bound', subject: grant.id, detail: caller } : undefined,
    };
  });

/**
 * Authenticates a caller by a key. A key is created either for HTTP or for extensions. The first extension that uses a key
 * binds it, and no other extension can use it afterwards. An owner key is never bound: it only pairs the companion.
 */
export const authenticateKey = async (
  text: string,
  caller: Caller,
  store: Store,
  now: number,
): Promise<Checked> => {
  if (!caller.page) {
    const message = `A content script of ${caller.id} sent a key. Content scripts share a process with a web page, so none is accepted.`;
    return deny('content_script', message);
  }
  const checked = await checkSecret('otk', text, store, now);
  if ('denial' in checked) return checked;
  const { grant } = checked;
  if (grant.scopes.includes('admin')) {
    return elsewhere(
      `The key ${grant.id} only pairs the settings of Ollama Turnkey. It cannot be used for requests.`,
    );
  }
  if (grant.caller === caller.id) return checked;
  if (grant.caller !== null || caller.id === HTTP_CALLER.id) return elsewhere(madeFor(grant));
  const bound = await bind(grant, caller.id, store, now);
  return bound.caller === caller.id ? { grant: bound } : elsewhere(madeFor(bound));
};

/** Authenticates a companion by its pairing token, which is valid only for the extension id that it was issued to. */
export const authenticateToken = async (
  text: string,
  caller: Caller,
  store: Store,
  now: number,
): Promise<Checked> => {
  const checked = await checkSecret('otp', text, store, now);
  if ('grant' in checked && checked.grant.caller === caller.id) return checked;
  const code = 'denial' in checked ? checked.denial.code : undefined;
  if (code === 'key_revoked' || code === 'key_expired') {
    return deny('key_revoked', 'The key that this browser was paired with was revoked.');
  }
  return deny('no_key', 'The host no longer has the pairing of this browser.');
};
