import { type Caller, HTTP_CALLER } from '../../shared/access/caller.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { Store } from '../store/open-store.ts';
import { type Checked, checkSecret } from './check-secret.ts';

const elsewhere = (message: string): Checked => ({ problem: problem('key_elsewhere', message) });

/**
 * The grant of a key that an extension shows. The first extension to show a key binds it; to any other one
 * it is worthless from then on. A key of the owner's binds to none: it belongs in the companion's settings.
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
  if (grant.caller === null) await store.grants.bind(grant.id, caller.id);
  const bound = (await store.grants.byId(grant.id)) ?? grant;
  if (bound.caller === caller.id) return { grant: bound };
  const owner = bound.caller === HTTP_CALLER.id ? 'is used over HTTP' : 'belongs to another extension';
  return elsewhere(`The key ${grant.id} ${owner}.`);
};
