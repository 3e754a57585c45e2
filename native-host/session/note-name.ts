import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import type { HostContext } from './session-core.ts';

/**
 * Notes the name that an extension claims in its hello. A grant from before it claimed one gets the name too; if the
 * store fails, it stays without.
 */
export const noteName = (
  { id, page, own }: Caller,
  { claims, store }: HostContext,
  { extension }: ClientMessageOf<'hello'>,
  grant: Grant | null,
): void => {
  if (!extension || !page || own) return;
  claims.setName(id, extension.name);
  if (grant === null || grant.claimedName !== null) return;
  const name = claims.nameOf(id);
  if (name !== undefined) store.grants.claimName(grant.id, name).catch(() => {});
};
