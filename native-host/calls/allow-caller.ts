import type { Grant } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { Duration } from '../../shared/protocol/calls.ts';
import { newGrantId } from '../access/new-grant-id.ts';
import { expiryOf } from '../approvals/expiry-of.ts';
import type { HostContext } from '../session/session-context.ts';

/** What the user gives to an extension. */
export interface GivenTerms {
  readonly caller: string;
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  readonly duration: Duration | 'keep';
}

/**
 * Lets an extension have what the user chose, in the place of what it had: the grant in use is changed, so that
 * its key and its counts stay; where there is none, one is made. Takes a refusal back.
 */
export const allowCaller = async (
  { caller, scopes, models, duration }: GivenTerms,
  inUse: string | undefined,
  { store, now, random }: HostContext,
): Promise<Grant> => {
  const found = inUse === undefined ? undefined : await store.grants.byId(inUse);
  const old = found?.revokedAt === null && found.caller === caller ? found : undefined;
  // "Admin" is never in a window.
  const given = {
    scopes: scopes.filter((scope) => scope !== 'admin'),
    models,
    expiresAt: expiryOf(duration, now(), old?.expiresAt ?? null),
  };
  for (const { id, kind } of await store.grants.forCaller(caller)) {
    if (kind === 'approval' && id !== old?.id) await store.grants.revoke(id);
  }
  const changed = old && (await store.grants.change(old.id, given));
  const grant =
    changed ??
    (await store.grants.create({
      ...given,
      id: newGrantId(random),
      name: caller,
      kind: 'approval',
      caller,
      parent: null,
      digest: null,
    }));
  await store.denials.remove(caller);
  await store.dismissals.forget(caller);
  await store.audit.add({
    at: now(),
    act: changed ? 'changed' : 'allowed',
    subject: caller,
    detail: grant.id,
  });
  return grant;
};
