import type { PageState } from '../tab.ts';
import { failureView } from './failure.ts';

/** What the user does in a tab. */
export interface Actions {
  /** Why the last action failed, as an element to show. */
  readonly failure: HTMLElement | undefined;
  /** Runs an action, then shows the whole page again. Resolves with true if it worked; never rejects. */
  run(act: () => Promise<unknown>): Promise<boolean>;
  /** Shows the page again, without a failure. */
  show(): Promise<void>;
}

/** The actions of a tab. `page` returns what it was shown with last. */
export const createActions = (page: () => PageState): Actions => {
  let failure: HTMLElement | undefined;
  return {
    get failure() {
      return failure;
    },
    async run(act) {
      try {
        await act();
        failure = undefined;
      } catch (error) {
        failure = failureView(error);
      }
      const isDone = failure === undefined;
      await page().refresh();
      return isDone;
    },
    async show() {
      failure = undefined;
      await page().refresh();
    },
  };
};
