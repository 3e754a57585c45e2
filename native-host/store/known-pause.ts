import type { Pause } from './contract.ts';

/** A cache in front of a pause, which every request reads. */
export interface KnownPause extends Pause {
  /** Clears the cache, because permissions have changed. */
  forget(): void;
}

/** Caches the state until `forget` is called or `version` differs. Nothing is cached while `version` is undefined. */
export const createKnownPause = (pause: Pause, version: () => number | string | undefined): KnownPause => {
  let known: Promise<boolean> | undefined;
  let at: number | string | undefined;

  const forget = () => {
    known = undefined;
  };

  return {
    ...pause,
    forget,
    get() {
      const newest = version();
      if (newest !== undefined && newest === at && known) return known;
      at = newest;
      const found = pause.get();
      known = found;
      found.catch(() => {
        if (known === found) forget();
      });
      return found;
    },
  };
};
