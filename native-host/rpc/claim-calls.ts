import { HTTP_CALLER } from '../../shared/access/caller.ts';
import { type Grant, grantState } from '../../shared/access/grant.ts';
import { isSameName } from '../../shared/access/grant-name.ts';
import type { PendingApproval, ShownApproval } from '../../shared/protocol/calls.ts';
import { Refusal } from '../errors/refusal.ts';
import type { CallContext } from './call-context.ts';

/** Keeps the icon that an extension sends, for its approval window. */
export const setIcon = ({ icon }: { icon: string }, { caller, context }: CallContext): null => {
  if (!caller.page || !context.claims.setIcon(caller.id, icon)) {
    throw new Refusal('bad_request', 'The icon is not a PNG of at most 64 by 64 pixels.');
  }
  return null;
};

interface Named {
  readonly caller: string;
  /** By the user, and by the extension. */
  readonly names: readonly (string | null)[];
}

/** The extensions with access, and the companion. */
const knownExtensions = (grants: readonly Grant[], companion: string, now: number): readonly Named[] => [
  { caller: companion, names: ['Ollama Turnkey'] },
  ...grants.flatMap((grant) => {
    const { kind, caller, name, claimedName } = grant;
    if (kind === 'pairing' || caller === null || caller === HTTP_CALLER.id) return [];
    return grantState(grant, now) === 'active' ? [{ caller, names: [name, claimedName] }] : [];
  }),
];

const namesakes = ({ caller, name }: PendingApproval, known: readonly Named[]): string[] => {
  if (name === undefined) return [];
  const isAlike = (other: string | null) => other !== null && isSameName(other, name);
  const alike = known.filter((each) => each.caller !== caller && each.names.some(isAlike));
  return [...new Set(alike.map((each) => each.caller))];
};

/** The open prompts, with icons and namesakes. */
export const shownApprovals = async ({ caller, context }: CallContext): Promise<readonly ShownApproval[]> => {
  const { approvals, claims, store, now } = context;
  const known = knownExtensions(await store.grants.list(), caller.id, now());
  return approvals.list().map((pending) => ({
    ...pending,
    icon: claims.iconOf(pending.caller),
    namesakes: namesakes(pending, known),
  }));
};
