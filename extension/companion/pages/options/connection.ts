import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { connectionSteps } from '../../../ui/connection-steps.ts';
import { byId } from '../../../ui/element.ts';
import { problemWords } from '../../../ui/problem-view.ts';
import type { Words } from '../../../ui/texts/texts.ts';
import { actionButtons } from '../shared/action-buttons.ts';
import { words as pageWords } from '../shared/texts/page-words.ts';
import { TEXTS } from '../shared/texts/texts.ts';

const { texts } = pageWords;

/** On this page, the key goes into the field below. */
const words: Words = {
  ...pageWords,
  texts: { ...texts, problems: { ...texts.problems, no_key: [TEXTS.unpaired, TEXTS.pasteBelow] } },
};

const summary = byId('summary');
const steps = connectionSteps(
  words,
  byId('way'),
  actionButtons(() => byId('check').click()),
);

/** Shows each step of the connection, and one sentence about the whole. */
export const showConnection = (status: TurnkeyStatus): void => {
  const { problem } = status;
  summary.textContent = problem ? problemWords(problem, words).what : texts.allReady;
  // The step below shows the same sentence: here it is for screen readers.
  summary.classList.toggle('unseen', problem !== undefined);
  steps.show(status);
  // An error may have taken its place. Moving it while it is in the page would lose the focus.
  if (!steps.root.isConnected) byId('hops').replaceChildren(steps.root);
};
