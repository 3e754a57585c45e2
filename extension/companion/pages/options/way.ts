import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { connectionSteps } from '../../../ui/connection-steps.ts';
import { byId } from '../../../ui/element.ts';
import { words } from '../../../ui/page-words.ts';
import { TEXTS } from '../shared/texts/texts.ts';

/** On this page the settings need not be opened: the field is below. */
const forThisPage = (status: TurnkeyStatus): TurnkeyStatus => {
  const { problem } = status.access;
  if (problem?.code !== 'no_key') return status;
  return { ...status, access: { ...status.access, problem: { ...problem, help: TEXTS.pasteBelow } } };
};

const steps = connectionSteps(words, byId('way'));

/** Shows the connection hop by hop and says in one sentence how it is. */
export const showWay = (status: TurnkeyStatus): void => {
  byId('summary').textContent = status.problem?.message ?? TEXTS.allReady;
  steps.show(forThisPage(status));
  // An error may have taken its place; moving it would lose the focus.
  if (!steps.root.isConnected) byId('hops').replaceChildren(steps.root);
};
