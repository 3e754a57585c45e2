import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { connectionSteps } from '../../../ui/connection-steps.ts';
import { byId } from '../../../ui/element.ts';
import { words } from '../../../ui/page-words.ts';
import { problemWords } from '../../../ui/problem-view.ts';
import { TEXTS } from '../shared/texts/texts.ts';

/** On this page, the key goes into the field below. */
const forThisPage = (status: TurnkeyStatus): TurnkeyStatus => {
  if (status.access.problem?.code !== 'no_key') return status;
  const problem = { ...status.access.problem, message: TEXTS.unpaired, help: TEXTS.pasteBelow };
  return { ...status, problem, access: { ...status.access, problem } };
};

const summary = byId('summary');
const steps = connectionSteps(words, byId('way'));

/** Shows each step of the connection, and one sentence about the whole. */
export const showConnection = (status: TurnkeyStatus): void => {
  const shown = forThisPage(status);
  const { problem } = shown;
  summary.textContent = problem ? problemWords(problem, words).what : words.texts.allReady;
  // The step below shows the same sentence: here it is for screen readers.
  summary.classList.toggle('unseen', problem !== undefined);
  steps.show(shown);
  // An error may have taken its place. Moving it while it is in the page would lose the focus.
  if (!steps.root.isConnected) byId('hops').replaceChildren(steps.root);
};
