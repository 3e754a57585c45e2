import { explain } from '../../../../sdk/explain.ts';
import { problemView } from '../../../../ui/problem-view.ts';
import { words } from '../../shared/texts/page-words.ts';
import { TEXTS } from '../../shared/texts/texts.ts';

/** Shows why an action failed. A host that lacks the call is older than this extension. */
export const failureView = (error: unknown): HTMLElement => {
  const explained = explain(error);
  if (explained.code === 'operation_unknown') return problemView({ message: TEXTS.options.outdated }, words);
  return problemView(explained.code === undefined ? { message: TEXTS.failed } : explained, words);
};
