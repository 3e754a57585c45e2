import { audited, type GrantWorld } from './audited.ts';

type World = Pick<GrantWorld, 'store' | 'now'>;

/**
 * Denies an extension until that is undone. It keeps what it was allowed before.
 * @param claimedName the name that the extension claims, for the audit. @default none
 */
export const denyCaller = (caller: string, world: World, claimedName?: string): Promise<void> =>
  audited(world, async ({ denials, dismissals }) => {
    await denials.add(caller);
    await dismissals.forget(caller);
    const detail = claimedName === undefined ? {} : { detail: claimedName };
    return { result: undefined, audit: { act: 'denied', subject: caller, ...detail } };
  });

/** Undoes a denial: the extension may ask again. */
export const undenyCaller = (caller: string, world: World): Promise<void> =>
  audited(world, async ({ denials }) => {
    const isChanged = await denials.remove(caller);
    return { result: undefined, audit: isChanged ? { act: 'undenied', subject: caller } : undefined };
  });
