import type { StoreError, StoreTrouble } from './store-error.ts';

/** Reports failures of a store to its owner: once when it fails, and once when it works again. */
export interface TroubleLog {
  /** `what`: the kind of call. */
  failed(what: string, error: StoreError): void;
  worked(what: string): void;
}

/** @param report receives a line for the owner's terminal */
export const createTroubleLog = (report: (line: string) => void): TroubleLog => {
  // By kind of call, because a store on a full disk can still be read.
  const failing = new Map<string, StoreTrouble>();
  return {
    failed(what, error) {
      const isKnown = [...failing.values()].includes(error.reason);
      failing.set(what, error.reason);
      if (!isKnown) report(`${error.message} (${error.detail})`);
    },
    worked(what) {
      if (failing.delete(what) && failing.size === 0) report('The store works again.');
    },
  };
};
