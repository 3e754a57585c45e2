import type { Grant } from '../../shared/access/grant.ts';
import { newGrantId } from '../access/new-grant-id.ts';
import type { Store } from '../store/open-store.ts';

/** What the user gives to an extension. */
export interface GivenTerms extends Pick<Grant, 'scopes' | 'models'> {
  readonly caller: string;
  /** When it ends; gets when what is in use ends, or null where nothing is. */
  expiresAt(before: number | null): number | null;
}

interface World {
  readonly store: Store;
  now(): number;
  random(bytes: number): Uint8Array;
}

/**
 * Lets an extension have what the user chose, in the place of what it had: the grant `inUse` is changed, so that
 * its key and its counts stay; where there is none, one is made. Takes a refusal back.
 */
export const allowCaller = async (
  terms: GivenTerms,
  inUse: string | undefined,
  world: World,
): Promise<Grant> => {
  const { caller, scopes, models, expiresAt } = terms;
  const { store, now, random } = world;
  const all = await store.grants.forCaller(caller);
  const time = now();
  const isGood = ({ kind, disabledAt, expiresAt: end }: Grant) =>
    kind === 'approval' && disabledAt === null && (end === null || end > time);
  // One that was given while the question was open is changed too: revoking it would end what runs with it.
  const old = all.find(({ id }) => id === inUse) ?? all.find(isGood);
  // "Admin" is never in a window.
  const given = {
    scopes: scopes.filter((scope) => scope !== 'admin'),
    models,
    expiresAt: expiresAt(old?.expiresAt ?? null),
  };
  for (const { id, kind } of all) {
    if (kind === 'approval' && id !== old?.id) await store.grants.revoke(id);
  }
  const changed = old && (await store.grants.change(old.id, given));
  // Who is allowed now is not to stay stopped.
  if (changed?.disabledAt != null) await store.grants.setDisabled(changed.id, false);
  const unkeyed = { name: caller, kind: 'approval', caller, parent: null, digest: null } as const;
  const grant = changed ?? (await store.grants.createSole({ ...given, ...unkeyed, id: newGrantId(random) }));
  // Another browser profile was faster: what it gave is changed.
  if (!grant) return allowCaller(terms, inUse, world);
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
