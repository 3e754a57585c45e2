/** Callers that may not connect for a while, because they flooded the companion. */
export interface ShutCallers {
  has(caller: string): boolean;
  /** Shuts a caller out for {@link FIRST_MS}, and for twice as long each further time. */
  add(caller: string): void;
}

/** Duration of the first time, in milliseconds. */
export const FIRST_MS = 5_000;

/** Longest duration, and the time after which a caller starts at {@link FIRST_MS} again, in milliseconds. */
export const LONGEST_MS = 10 * 60_000;

interface Shut {
  readonly until: number;
  readonly times: number;
}

/**
 * Keeps a flooding caller from reconnecting at once. Refusing a port in `onConnect` is cheapest: the browser drops its
 * messages without deserializing them.
 */
export const createShutCallers = (now: () => number): ShutCallers => {
  const shut = new Map<string, Shut>();
  return {
    has: (caller) => (shut.get(caller)?.until ?? 0) > now(),
    add(caller) {
      const time = now();
      const last = shut.get(caller);
      if (last && last.until > time) return;
      const times = last && time - last.until < LONGEST_MS ? last.times + 1 : 1;
      const until = time + Math.min(LONGEST_MS, FIRST_MS * 2 ** (times - 1));
      shut.set(caller, { until, times });
    },
  };
};
