import { plainName } from '../../shared/access/grant-name.ts';
import type { Calls, HistoryEntry } from '../../shared/protocol/calls.ts';
import { Refusal } from '../errors/refusal.ts';
import type { AuditEntry } from '../store/store-contents.ts';
import type { CallContext } from './call-context.ts';

/** Most entries of a history. */
const MAX_HISTORY = 50;

/** Most extensions whose names are looked up. */
const MAX_NAMES = 100;

const entryOf = ({ at, act, detail }: AuditEntry): HistoryEntry => ({
  at,
  act,
  name: act === 'renamed' ? detail : undefined,
});

/** What was done to a grant, newest first. */
export const grantHistory = async (
  { id }: { id: string },
  { context: { store } }: CallContext,
): Promise<readonly HistoryEntry[]> => {
  const grant = await store.grants.byId(id);
  if (!grant) throw new Refusal('bad_request', 'No such permission exists.');
  return (await store.audit.about(grant, MAX_HISTORY)).map(entryOf);
};

/** The names that refused extensions claimed: in this process, or else when they were denied. */
export const refusedNames = async (
  _: undefined,
  { context: { store, claims } }: CallContext,
): Promise<Calls['refusals.names']['result']> => {
  const refused = [...(await store.denials.list()), ...(await store.dismissals.list())].slice(-MAX_NAMES);
  const nameOf = async (caller: string): Promise<string | null | undefined> => {
    const claimed = claims.nameOf(caller);
    if (claimed !== undefined) return claimed;
    const denied = (await store.audit.about({ id: '', caller }, 1))[0];
    return denied?.act === 'denied' && denied.detail ? plainName(denied.detail) : undefined;
  };
  const names = await Promise.all(refused.map(async ({ caller }) => [caller, await nameOf(caller)] as const));
  return Object.fromEntries(names.flatMap(([caller, name]) => (name ? [[caller, name]] : [])));
};
