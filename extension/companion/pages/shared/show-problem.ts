import { explain } from '../../../sdk/explain.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { actionButtons } from './action-buttons.ts';
import { words } from './texts/page-words.ts';
import { TEXTS } from './texts/texts.ts';

/** An error with what to do about it. Errors without a code have a text for developers, not for users. */
export const problemElement = (error: unknown): HTMLElement => {
  const explained = explain(error);
  return problemView(
    explained.code === undefined ? { message: TEXTS.failed } : explained,
    words,
    actionButtons(),
  );
};

/** Returns a handler that shows an error in `place`. */
export const showProblem =
  (place: HTMLElement) =>
  (error: unknown): void =>
    place.replaceChildren(problemElement(error));
