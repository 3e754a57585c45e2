import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { Store } from '../store/open-store.ts';
import { checkSecret } from './check-secret.ts';
import { issue } from './issue.ts';

/**
 * Exchanges an owner key, shown by one of the companion's own pages, for the token of its browser profile.
 * The key stays good for further profiles; revoking it revokes their pairings too.
 */
export const pairCompanion = async (
  text: string,
  caller: Caller,
  store: Store,
  now: number,
  random: (bytes: number) => Uint8Array,
): Promise<{ token: string; grant: Grant } | { problem: Problem }> => {
  const checked = await checkSecret('otk', text, store, now);
  if ('problem' in checked) return checked;
  const { id, scopes, expiresAt } = checked.grant;
  if (!caller.own || !scopes.includes('admin')) {
    return { problem: problem('key_not_owner', `The key ${id} may use Ollama but not manage permissions.`) };
  }
  const name = 'Companion';
  const wanted = {
    name,
    kind: 'pairing' as const,
    caller: caller.id,
    scopes,
    models: null,
    expiresAt,
    parent: id,
  };
  const { text: token, grant } = await issue('otp', wanted, store, random);
  await store.grants.touch(id);
  await store.audit.add({ at: now, act: 'paired', subject: caller.id, detail: grant.id });
  return { token, grant };
};
