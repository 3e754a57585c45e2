/** Callers that may not connect for a while. */
export interface ShutCallers {
  has(caller: string): boolean;
  /** Shuts a caller out for some seconds, for twice as long each time that it happens again. */
  add(caller: string): void;
}

/** For how long the first time, in milliseconds. */
export const FIRST_MS = 5_000;

/** The longest time, and the time after which a caller starts again at the first. */
export const LONGEST_MS = 10 * 60_000;

interface Shut {
  readonly until: number;
  readonly times: number;
}

/**
 * A caller that floods would otherwise connect again at once. A port that is refused while it is opened costs the least:
 * the browser drops its messages without reading them.
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
