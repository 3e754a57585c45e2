import type { StoreError, StoreTrouble } from './store-error.ts';

/** Reports to the owner what is wrong with a store: once for each change, however many calls fail. */
export interface TroubleLog {
  /** `what` names the kind of call that failed. */
  failed(what: string, error: StoreError): void;
  worked(what: string): void;
}

/** @param tell takes a line for the owner's terminal */
export const createTroubleLog = (tell: (line: string) => void): TroubleLog => {
  // By kind of call: a store on a full disk can still be read.
  const failing = new Map<string, StoreTrouble>();
  return {
    failed(what, error) {
      const isKnown = [...failing.values()].includes(error.reason);
      failing.set(what, error.reason);
      if (!isKnown) tell(`${error.message} (${error.detail})`);
    },
    worked(what) {
      if (failing.delete(what) && failing.size === 0) tell('The store works again.');
    },
  };
};
