import { type Grant, grantState } from '../../shared/access/grant.ts';
import { audited, type GrantWorld } from './audited.ts';

const TERMS = ['scopes', 'models', 'limits', 'expiresAt'] as const;
type Term = (typeof TERMS)[number];

const DESCRIPTION = ['name', 'labels', 'trust'] as const;

/** What changes of a key. Whatever is left out stays as it is. */
export interface KeyChanges extends Partial<Pick<Grant, 'name' | 'labels' | 'trust' | Term>> {
  readonly disabled?: boolean;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The act of a change, and what the audit says about it. */
const describe = (terms: readonly string[], { name, disabled, ...changes }: KeyChanges) => {
  const others = DESCRIPTION.filter((field) => field !== 'name' && field in changes);
  const changed = [...terms, ...others, ...(name === undefined ? [] : ['name'])];
  if (changed.length === 0) return { act: disabled ? ('disabled' as const) : ('enabled' as const) };
  if (terms.length + others.length === 0 && disabled === undefined)
    return { act: 'renamed' as const, detail: name ?? '' };
  const state = disabled === undefined ? [] : [disabled ? 'disabled' : 'enabled'];
  return { act: 'changed' as const, detail: [...changed, ...state].join(', ') };
};

/** Without what is the case already. */
const differing = (grant: Grant, changes: KeyChanges): KeyChanges => ({
  ...(changes.disabled !== undefined &&
    changes.disabled !== (grant.disabledAt !== null) && { disabled: changes.disabled }),
  ...Object.fromEntries(
    [...TERMS, ...DESCRIPTION]
      .filter((field) => changes[field] !== undefined && !isSame(changes[field], grant[field]))
      .map((field) => [field, changes[field]]),
  ),
});

/**
 * Changes a key: its name, labels, trust, terms and whether it is disabled, in one act. Running requests that it no longer covers are
 * ended. Resolves with the key, or with undefined if there is none, or if the terms of an owner key would change.
 */
export const updateKey = (id: string, wanted: KeyChanges, world: GrantWorld): Promise<Grant | undefined> =>
  audited(world, async ({ grants }) => {
    const grant = await grants.byId(id);
    const none = { result: undefined, audit: undefined };
    if (grant?.kind !== 'key' || grantState(grant, world.now()) === 'revoked') return none;
    const changes = differing(grant, wanted);
    const terms = TERMS.filter((term) => term in changes);
    if (terms.length > 0 && grant.scopes.includes('admin')) return none;
    if (wanted.scopes?.includes('admin')) return none;
    if (Object.keys(changes).length === 0) return { result: grant, audit: undefined };
    const { disabled } = changes;
    if (terms.length > 0) await grants.change(id, { ...grant, ...changes });
    if (DESCRIPTION.some((field) => field in changes)) await grants.describe(id, { ...grant, ...changes });
    if (disabled !== undefined) await grants.setDisabled(id, disabled);
    const result = (await grants.byId(id)) ?? grant;
    return { result, audit: { subject: id, ...describe(terms, changes) } };
  });
