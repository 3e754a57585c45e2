import { problemView } from '../../../ui/problem-view.ts';
import { actionButtons } from './action-buttons.ts';
import { shownError } from './shown-error.ts';
import { words } from './texts/page-words.ts';

/** An error with what to do about it. */
export const problemElement = (error: unknown): HTMLElement =>
  problemView(shownError(error), words, actionButtons());

/** Returns a handler that shows an error in `place`. */
export const showProblem =
  (place: HTMLElement) =>
  (error: unknown): void =>
    place.replaceChildren(problemElement(error));
