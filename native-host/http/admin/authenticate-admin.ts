import type { Grant } from '../../../shared/access/grant.ts';
import { Refusal } from '../../errors/refusal.ts';
import { checkSecret } from '../../grants/check-secret.ts';
import type { Store } from '../../store/contract.ts';
import { credentialOf } from '../credential-of.ts';
import type { RequestHead } from '../request-head.ts';
import type { WrongKeys } from '../wrong-keys.ts';

/** What to do, for operators. */
const HELP = 'Send `Authorization: Bearer KEY` with an admin key from `ollama-turnkey api-key`.';

interface World {
  readonly store: Store;
  readonly wrongKeys: WrongKeys;
  now(): number;
}

/**
 * The admin key of a request. Throws a Refusal unless it is in force and has the scope `admin`.
 * @param address of the client
 */
export const authenticateAdmin = async (
  head: RequestHead,
  address: string | undefined,
  { store, wrongKeys, now }: World,
): Promise<Grant> => {
  const shown = credentialOf(head);
  if ('code' in shown) throw new Refusal(shown.code, shown.message, { help: HELP });
  const checked = await checkSecret('otk', shown.key, store, now());
  if ('denial' in checked) throw wrongKeys.refusal(checked.denial, address, HELP);
  const { grant } = checked;
  if (!grant.scopes.includes('admin')) {
    throw new Refusal('key_not_owner', `The key ${grant.id} is not an admin key.`, { help: HELP });
  }
  await store.grants.touch(grant.id);
  return grant;
};
