import { CALLER_LIMITS } from '../../shared/protocol/limits.ts';

/** What is counted for a caller. */
export type Resource = keyof typeof CALLER_LIMITS;

/** What one extension holds in this process, over all of its channels. */
export interface CallerAccount {
  /** Takes so many of a resource. Returns false, and takes nothing, where that would exceed the limit. */
  take(resource: Resource, count?: number): boolean;
  give(resource: Resource, count?: number): void;
}

export interface CallerAccounts {
  /** The account of an extension id: the same one while it holds anything. */
  of(caller: string): CallerAccount;
}

const NOTHING: Readonly<Record<Resource, number>> = {
  channels: 0,
  requests: 0,
  calls: 0,
  undecided: 0,
  replies: 0,
};

/**
 * Bounds what each caller holds, so that an extension that nobody has allowed cannot fill the memory of a process that
 * serves others. The account counts by caller, not by channel: a caller opens as many channels as it likes.
 */
export const createCallerAccounts = (
  limits: Readonly<Record<Resource, number>> = CALLER_LIMITS,
): CallerAccounts => {
  const held = new Map<string, Record<Resource, number>>();

  const add = (caller: string, resource: Resource, count: number): boolean => {
    const counts = held.get(caller) ?? { ...NOTHING };
    const sum = counts[resource] + count;
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
