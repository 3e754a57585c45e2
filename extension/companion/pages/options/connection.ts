import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { connectionSteps } from '../../../ui/connection-steps.ts';
import { byId } from '../../../ui/element.ts';
import { words } from '../../../ui/page-words.ts';
import { problemWords } from '../../../ui/problem-view.ts';
import { TEXTS } from '../shared/texts/texts.ts';

/** Says that the key goes into the field below, since the settings are open already. */
const forThisPage = (status: TurnkeyStatus): TurnkeyStatus => {
  const { problem } = status.access;
  if (problem?.code !== 'no_key') return status;
  return { ...status, access: { ...status.access, problem: { ...problem, help: TEXTS.pasteBelow } } };
};

const summary = byId('summary');
const steps = connectionSteps(words, byId('way'));

/** Shows each step of the connection, and one sentence about the whole. */
export const showConnection = (status: TurnkeyStatus): void => {
  const { problem } = status;
  summary.textContent = problem ? problemWords(problem, words).what : words.texts.allReady;
  // The step below shows the same sentence: here it is for screen readers.
  summary.classList.toggle('unseen', problem !== undefined);
  steps.show(forThisPage(status));
  // An error may have taken its place. Moving it while it is in the page would lose the focus.
  if (!steps.root.isConnected) byId('hops').replaceChildren(steps.root);
};
