import { type Grant, grantState } from '../../../../../shared/access/grant.ts';
import type { Denial, Dismissal, PendingApproval } from '../../../../../shared/protocol/calls.ts';
import { host } from '../../shared/host.ts';
import { orIfUnknown } from '../../shared/older-host.ts';
import { extensionInfo, maySeeNames } from '../../shared/who/extension-info.ts';
import { type KnownNames, namesOf } from '../../shared/who/named-grant.ts';
import { loadRows } from '../grants/load-rows.ts';
import type { Row } from '../grants/rows.ts';

/** An extension without a permission of its own in the list: it waits, was denied, or got no answer. */
export interface Asking {
  readonly caller: string;
  readonly names: KnownNames;
  readonly name: string | undefined;
  readonly verified: boolean;
  readonly icon: string | undefined;
  /** Whether it has a permission and asked for more. */
  readonly hasAccess: boolean;
}

export interface Access {
  readonly rows: readonly Row[];
  readonly waiting: readonly (PendingApproval & { readonly who: Asking })[];
  readonly unanswered: readonly (Dismissal & { readonly who: Asking })[];
  readonly denied: readonly (Denial & { readonly who: Asking })[];
  readonly maySeeNames: boolean;
}

const describe = async (
  caller: string,
  claimed: string | undefined,
  grants: readonly Grant[],
): Promise<Asking> => {
  const grant = grants.findLast((each) => each.caller === caller && each.kind === 'approval');
  const before = grant ? namesOf(grant) : {};
  const names = { ...before, claimed: claimed ?? before.claimed };
  const info = await extensionInfo(caller);
  const name = names.given ?? info?.name ?? names.claimed;
  const hasAccess = grants.some(
    (each) => each.caller === caller && each.kind !== 'pairing' && grantState(each, Date.now()) === 'active',
  );
  const verified = info !== undefined && name === info.name;
  return { caller, names, name, verified, icon: info?.icon, hasAccess };
};

/** Reads who has access, who waits, and who was refused. */
export const loadAccess = async (ownGrant: string | null): Promise<Access> => {
  const [{ grants, rows }, waiting, denied, unanswered, claimed, mayName] = await Promise.all([
    loadRows(ownGrant),
    host.call('approvals.list'),
    host.call('denials.list'),
    host.call('dismissals.list'),
    orIfUnknown(host.call('refusals.names'), {}),
    maySeeNames(),
  ]);
  const withWho = <Each extends { readonly caller: string }>(all: readonly Each[]) =>
    Promise.all(
      all.map(async (each) => {
        const name = 'name' in each && typeof each.name === 'string' ? each.name : claimed[each.caller];
        return { ...each, who: await describe(each.caller, name, grants) };
      }),
    );
  return {
    rows: rows.filter(({ purpose }) => purpose === 'extension'),
    waiting: await withWho(waiting),
    denied: await withWho(denied),
    unanswered: await withWho(unanswered),
    maySeeNames: mayName,
  };
};
