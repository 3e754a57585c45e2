import { RECONNECT_MS, STABLE_MS } from './limits.ts';

/** When a line that broke may be opened again. Whoever wants one asks; nothing is opened for nobody. */
export interface BackOff<Problem> {
  /** How many milliseconds to wait before opening one, or what to tell at once instead. */
  next(): { readonly wait: number } | { readonly problem: Problem };
  /** The line that was opened last has answered. */
  worked(): void;
  /** It has ended by itself. */
  lost(problem: Problem): void;
}

/** Lines in a row that never answered, after which one that once worked is no longer waited for. */
const HOPELESS = 2;

const NEVER = Infinity;
const LONGEST = RECONNECT_MS.at(-1) as number;

/**
 * Keeps a missing or crashing host from being started in a tight loop. Where a line once worked, who asks waits
 * for its turn: it most likely works again. Where none ever did, waiting helps nobody: who asks is told the
 * problem that is known, and the first one after the wait tries again.
 */
export const createBackOff = <Problem>(now: () => number): BackOff<Problem> => {
  let breaks = 0;
  let silent = HOPELESS;
  let workedAt = NEVER;
  let notBefore = 0;
  let known: Problem;

  /** A line that stood for a while wipes out the breaks before it. */
  const settle = () => {
    if (now() - workedAt >= STABLE_MS) breaks = 0;
  };

  return {
    next() {
      settle();
      const wait = Math.max(0, notBefore - now());
      if (wait > 0 && silent >= HOPELESS) return { problem: known };
      workedAt = NEVER;
      return { wait };
    },
    worked() {
      silent = 0;
      workedAt = now();
    },
    lost(problem) {
      settle();
      if (workedAt === NEVER) silent += 1;
      notBefore = now() + (RECONNECT_MS[breaks] ?? LONGEST);
      breaks += 1;
      workedAt = NEVER;
      known = problem;
    },
  };
};
