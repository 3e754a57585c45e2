import { RECONNECT_MS } from '../../../../shared/protocol/limits.ts';

/**
 * Time from the end of a check to the next one, in milliseconds: the longest back-off of the connection, so that each
 * check reaches a Turnkey app that was installed meanwhile, and none starts a failing one more often than requests would.
 */
export const CHECK_MS = RECONNECT_MS.at(-1) as number;

/** Most checks until the user comes back to the page: about ten minutes. */
export const MAX_CHECKS = 150;

interface Options {
  check(): Promise<void>;
  /** Whether the user may be doing something outside the browser that the page waits for. */
  isWaiting(): boolean;
  isVisible(): boolean;
}

/** Repeats a check while the page is visible and waits for something. */
export interface Watch {
  /** Checks now, and allows {@link MAX_CHECKS} further checks: the user has come back or has done something. */
  checkNow(): Promise<void>;
  /** The page is hidden: no further check. */
  pause(): void;
}

export const createWatch = ({ check, isWaiting, isVisible }: Options): Watch => {
  let left = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const pause = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  const schedule = () => {
    pause();
    if (left <= 0 || !isVisible() || !isWaiting()) return;
    left -= 1;
    timer = setTimeout(() => void run(), CHECK_MS);
  };

  const run = (): Promise<void> => {
    pause();
    running ??= check().finally(() => {
      running = undefined;
      schedule();
    });
    return running;
  };

  return {
    checkNow() {
      left = MAX_CHECKS;
      // A check that runs already may have missed what has just changed.
      return running ? running.then(run) : run();
    },
    pause,
  };
};
