import { setTimeout as pause } from 'node:timers/promises';
import { createRestartDelay } from './restart-delay.ts';

/** When workers are started in place of those that have ended. */
export interface Restarts {
  /** The wait for one more, in milliseconds. `due` resolves after it, with false if `serve` stops before. */
  next(): { readonly delay: number; readonly due: Promise<boolean> };
  /** Ends all waits, because what made the workers fail may have been corrected. */
  hurry(): void;
}

/** @param stopped Aborted when `serve` stops. A wait would keep its process running. */
export const createRestarts = (stopped: AbortSignal, nextDelay = createRestartDelay()): Restarts => {
  let hurried = new AbortController();
  return {
    next() {
      const delay = nextDelay();
      const signal = AbortSignal.any([stopped, hurried.signal]);
      const isDue = () => !stopped.aborted;
      return { delay, due: pause(delay, undefined, { signal }).then(isDue, isDue) };
    },
    hurry() {
      hurried.abort();
      hurried = new AbortController();
    },
  };
};
