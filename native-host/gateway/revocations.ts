import type { Store } from '../store/open-store.ts';

/** Requests that are running, each of which is looked at anew when a permission changes anywhere. */
export interface Revocations {
  /** `check` is called after each change from now on, until what is returned is called. */
  watch(check: () => void): () => void;
  close(): void;
}

/** How long it listens on after the last request, in milliseconds: the next one often follows at once. */
const QUIET_MS = 5_000;

/**
 * Requests stand in numbered places that are used again. In a `Set` of so many that come and go, what is left of its
 * old tables keeps requests alive that have ended, and clearing those away took as long as all else that is done here.
 */
export const createRevocations = (store: Pick<Store, 'onChange'>): Revocations => {
  const places: ((() => void) | undefined)[] = [];
  const free: number[] = [];
  let stop: (() => void) | undefined;
  let quiet: NodeJS.Timeout | undefined;

  const isIdle = () => free.length === places.length;

  const close = () => {
    clearTimeout(quiet);
    quiet = undefined;
    stop?.();
    stop = undefined;
    places.length = 0;
    free.length = 0;
  };

  const rest = () => {
    quiet = undefined;
    if (isIdle()) close();
  };

  // Not made where a request comes in: it would keep that one for as long as anybody listens.
  const checkAll = () => {
    for (const each of [...places]) each?.();
  };

  return {
    watch(check) {
      const at = free.pop() ?? places.length;
      places[at] = check;
      stop ??= store.onChange(checkAll);
      return () => {
        if (places[at] !== check) return;
        places[at] = undefined;
        free.push(at);
        if (isIdle()) quiet ??= setTimeout(rest, QUIET_MS).unref();
      };
    },
    close,
  };
};
