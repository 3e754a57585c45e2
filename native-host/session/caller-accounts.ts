import { CALLER_LIMITS } from '../../shared/protocol/limits.ts';

export type Resource = keyof typeof CALLER_LIMITS;

/** The resources that one extension uses in this process, over all its channels. */
export interface CallerAccount {
  /** Takes `count` (1 by default) of a resource. Returns false, and takes nothing, if that would exceed the limit. */
  take(resource: Resource, count?: number): boolean;
  give(resource: Resource, count?: number): void;
}

export interface CallerAccounts {
  /** The account of an extension id. */
  of(caller: string): CallerAccount;
}

/**
 * Bounds the resources of each caller, so that an extension without a grant cannot fill the memory of a process that
 * serves others. Counts by caller and not by channel, because a caller can open several channels.
 */
export const createCallerAccounts = (
  limits: Readonly<Record<Resource, number>> = CALLER_LIMITS,
): CallerAccounts => {
  const held = new Map<string, Partial<Record<Resource, number>>>();

  const add = (caller: string, resource: Resource, count: number): boolean => {
    const counts = held.get(caller) ?? {};
    const sum = (counts[resource] ?? 0) + count;
    if (sum > limits[resource]) return false;
    counts[resource] = sum;
    if (Object.values(counts).some((each) => each > 0)) held.set(caller, counts);
    else held.delete(caller);
    return true;
  };

  return {
    of: (caller) => ({
      take: (resource, count = 1) => add(caller, resource, count),
      give: (resource, count = 1) => void add(caller, resource, -count),
    }),
  };
};
