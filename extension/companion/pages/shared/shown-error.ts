import { explain } from '../../../sdk/explain.ts';
import type { ShownProblem } from '../../../ui/problem-view.ts';
import { TEXTS } from './texts/texts.ts';

/** What a page says about an error. Errors without a code have a text for developers, not for users. */
export const shownError = (error: unknown): ShownProblem => {
  const explained = explain(error);
  return explained.code === undefined ? { message: TEXTS.failed } : explained;
};
