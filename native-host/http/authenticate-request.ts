import type { Grant } from '../../shared/access/grant.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Checked } from '../grants/check-secret.ts';
import { type ApiKeys, OPEN_GRANT } from './api-keys.ts';
import { credentialOf } from './credential-of.ts';
import type { RequestHead } from './request-head.ts';
import type { WrongKeys } from './wrong-keys.ts';

interface Options {
  /** Null if no key is required. */
  readonly keys: ApiKeys | null;
  readonly wrongKeys: WrongKeys;
  now(): number;
}

/**
 * Finds the grant of a request by its key. Throws or rejects with a Refusal if there is none. Returns a promise only if it has
 * to wait: most requests have a key that is known.
 * @param address of the client
 */
export type AuthenticateRequest = (head: RequestHead, address: string | undefined) => Grant | Promise<Grant>;

export const createAuthenticateRequest = ({ keys, wrongKeys, now }: Options): AuthenticateRequest => {
  const granted = (checked: Checked, address: string | undefined): Grant => {
    if ('grant' in checked) return checked.grant;
    throw wrongKeys.refusal(checked.denial, address);
  };
  return (head, address) => {
    if (!keys) return OPEN_GRANT;
    const shown = credentialOf(head);
    if ('code' in shown) throw new Refusal(shown.code, shown.message);
    const checked = keys(shown.key, now());
    return checked instanceof Promise
      ? checked.then((each) => granted(each, address))
      : granted(checked, address);
  };
};
