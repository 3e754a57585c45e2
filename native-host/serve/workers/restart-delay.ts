/** Milliseconds before a worker is started for one that has ended: doubled for each that soon ends too. */
const FIRST_MS = 1_000;
const LAST_MS = 60_000;

/** Milliseconds after which a worker counts as started. */
const LASTING_MS = 10_000;

/**
 * Returns the wait before each next start, in milliseconds. Workers that cannot run, for example because the configuration
 * has become invalid, must not keep a core busy or fill the log.
 */
export const createRestartDelay = (now = () => performance.now()): (() => number) => {
  let delay = 0;
  let startsAt = Number.NEGATIVE_INFINITY;
  return () => {
    // Workers that end together are one failure.
    if (now() < startsAt) return delay;
    const failed = now() < startsAt + LASTING_MS;
    delay = failed ? Math.min(2 * delay, LAST_MS) : FIRST_MS;
    startsAt = now() + delay;
    return delay;
  };
};
