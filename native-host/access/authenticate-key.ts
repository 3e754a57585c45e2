import { type Caller, HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { Store } from '../store/open-store.ts';
import { type Checked, checkSecret } from './check-secret.ts';

const elsewhere = (message: string): Checked => ({ problem: problem('key_elsewhere', message) });

const madeFor = ({ id, caller }: Grant): string => {
  if (caller === HTTP_CALLER.id) return `The key ${id} was made for HTTP (\`key create --http\`).`;
  return caller === null
    ? `The key ${id} was made for an extension.`
    : `The key ${id} belongs to another extension.`;
};

/**
 * The grant of a key that a caller shows. A key is for HTTP or for an extension from its creation on. The first
 * extension that shows a key for extensions binds it, and no other one can use it afterwards. The owner's key is
 * bound to none: it pairs the companion.
 */
export const authenticateKey = async (
  text: string,
  caller: Caller,
  store: Store,
  now: number,
): Promise<Checked> => {
  if (!caller.page) {
    const message = `A content script of ${caller.id} showed a key: it shares its process with a web page.`;
    return { problem: problem('content_script', message) };
  }
  const checked = await checkSecret('otk', text, store, now);
  if ('problem' in checked) return checked;
  const { grant } = checked;
  if (grant.scopes.includes('admin')) {
    return elsewhere(`The key ${grant.id} is for the settings of Ollama Turnkey and for nothing else.`);
  }
  if (grant.caller === caller.id) return { grant };
  if (grant.caller !== null || caller.id === HTTP_CALLER.id) return elsewhere(madeFor(grant));
  await store.grants.bind(grant.id, caller.id);
  const bound = (await store.grants.byId(grant.id)) ?? grant;
  return bound.caller === caller.id ? { grant: bound } : elsewhere(madeFor(bound));
};
