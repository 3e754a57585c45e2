import { explain } from '../../../sdk/explain.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { actionButtons } from './action-buttons.ts';
import { words } from './texts/page-words.ts';
import { TEXTS } from './texts/texts.ts';

/** Returns a handler that shows an error in `place`. Errors without a code have a text for developers, not for users. */
export const showProblem =
  (place: HTMLElement) =>
  (error: unknown): void => {
    const explained = explain(error);
    const shown = explained.code === undefined ? { message: TEXTS.failed } : explained;
    place.replaceChildren(problemView(shown, words, actionButtons()));
  };
