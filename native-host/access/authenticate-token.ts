import type { Caller } from '../../shared/access/caller.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { Store } from '../store/open-store.ts';
import { type Checked, checkSecret } from './check-secret.ts';

/** The pairing that a companion's token stands for. Good only together with the id it was made for. */
export const authenticateToken = async (
  text: string,
  caller: Caller,
  store: Store,
  now: number,
): Promise<Checked> => {
  const checked = await checkSecret('otp', text, store, now);
  if ('grant' in checked && checked.grant.caller === caller.id) return checked;
  const revoked = 'problem' in checked && ['key_revoked', 'key_expired'].includes(checked.problem.code);
  if (revoked)
    return { problem: problem('key_revoked', 'The key that this browser was paired with was revoked.') };
  return { problem: problem('no_key', 'The host does not know this browser’s pairing any more.') };
};
