import { explain } from '../../../sdk/explain.ts';
import { words } from '../../../ui/page-words.ts';
import { problemView } from '../../../ui/problem-view.ts';

/** Gives a handler that shows an error in a place of the page, and nothing else there. */
export const showProblem =
  (place: HTMLElement) =>
  (error: unknown): void =>
    place.replaceChildren(problemView(explain(error), words));
