import type { Caller } from '../../shared/access/caller.ts';
import type { Store } from '../store/contract.ts';
import { type Checked, checkSecret, deny } from './check-secret.ts';

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
