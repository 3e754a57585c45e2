import { RECONNECT_MS, STABLE_MS } from './limits.ts';

/** Decides when a lost connection may be reopened. Nothing reconnects until a caller needs it. */
export interface BackOff<Problem> {
  /** How long to wait before opening a connection, in milliseconds. Throws the problem that is reported at once instead. */
  next(): number;
  /** The connection that was opened last has been answered with a welcome. */
  connected(): void;
  /** It has ended without being closed from this side. */
  disconnected(problem: Problem): void;
}

/** After this many consecutive connections without a welcome, callers fail at once instead of waiting. */
const MAX_UNANSWERED = 2;

const NEVER = Infinity;
const LONGEST = RECONNECT_MS.at(-1) as number;

/**
 * Keeps a missing or crashing host from being started in a tight loop. If a connection has worked recently, callers
 * wait for the next attempt, which probably succeeds. Otherwise they get the last problem at once, and the first
 * caller after the wait tries again.
 *
 * @param now the current time in milliseconds, as `Date.now` gives it
 */
export const createBackOff = <Problem>(now: () => number): BackOff<Problem> => {
  let disconnects = 0;
  let unanswered = MAX_UNANSWERED;
  let connectedAt = NEVER;
  let notBefore = 0;
  let lastProblem: Problem;

  /** A connection that lasted for a while resets the count of disconnects before it. */
  const resetIfStable = () => {
    if (now() - connectedAt >= STABLE_MS) disconnects = 0;
  };

  return {
    next() {
      resetIfStable();
      const wait = Math.max(0, notBefore - now());
      if (wait > 0 && unanswered >= MAX_UNANSWERED) throw lastProblem;
      connectedAt = NEVER;
      return wait;
    },
    connected() {
      unanswered = 0;
      connectedAt = now();
    },
    disconnected(problem) {
      resetIfStable();
      if (connectedAt === NEVER) unanswered += 1;
      notBefore = now() + (RECONNECT_MS[disconnects] ?? LONGEST);
      disconnects += 1;
      connectedAt = NEVER;
      lastProblem = problem;
    },
  };
};
