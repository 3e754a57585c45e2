import { problemView } from '../../../../ui/problem-view.ts';
import { isUnknownCall } from '../../shared/older-host.ts';
import { shownError } from '../../shared/shown-error.ts';
import { words } from '../../shared/texts/page-words.ts';
import { TEXTS } from '../../shared/texts/texts.ts';

/** Shows why an action failed. A host that lacks the call is older than this extension. */
export const failureView = (error: unknown): HTMLElement =>
  problemView(isUnknownCall(error) ? { message: TEXTS.options.outdated } : shownError(error), words);
