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

/** Binds a key to the first extension that uses it. Gives the grant as it is then: another one may have been faster. */
const bind = (grant: Grant, caller: string, store: Store, now: number): Promise<Grant> =>
  audited({ store, now: () => now }, async ({ grants }) => {
    const isBound = await grants.bind(grant.id, caller);
    return {
      result: (await grants.byId(grant.id)) ?? grant,
      audit: isBound ? { act: 'bound', subject: grant.id, detail: caller } : undefined,
    };
  });

/**
 * The grant of a key that a caller shows. A key is for HTTP or for extensions from its creation on. The first
 * extension that shows a key for extensions binds it, and no other one can use it afterwards. An owner key is never
 * bound: it only pairs the companion.
 */
export const authenticateKey = async (
  text: string,
  caller: Caller,
  store: Store,
  now: number,
): Promise<Checked> => {
  if (!caller.page) {
    const message = `A content script of ${caller.id} showed a key: it shares its process with a web page.`;
    return deny('content_script', message);
  }
  const checked = await checkSecret('otk', text, store, now);
  if ('denial' in checked) return checked;
  const { grant } = checked;
  if (grant.scopes.includes('admin')) {
    return elsewhere(`The key ${grant.id} is for the settings of Ollama Turnkey and for nothing else.`);
  }
  if (grant.caller === caller.id) return { grant };
  if (grant.caller !== null || caller.id === HTTP_CALLER.id) return elsewhere(madeFor(grant));
  const bound = await bind(grant, caller.id, store, now);
  return bound.caller === caller.id ? { grant: bound } : elsewhere(madeFor(bound));
};

/** The pairing of a companion's token. The token is valid only for the extension id that it was issued to. */
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
  return deny('no_key', 'The host no longer knows this browser’s pairing.');
};
