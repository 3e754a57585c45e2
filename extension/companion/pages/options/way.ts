import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { byId } from '../../../ui/element.ts';
import { hopsView } from '../../../ui/hops-view.ts';
import { TEXTS } from './texts.ts';

/** On this page the settings need not be opened: the field is below. */
const forThisPage = (status: TurnkeyStatus): TurnkeyStatus => {
  const { problem } = status.access;
  if (problem?.code !== 'no_key') return status;
  return { ...status, access: { ...status.access, problem: { ...problem, help: TEXTS.pasteBelow } } };
};

let shown = '';

/** Shows the way hop by hop and says in one sentence how it is. What has not changed keeps its focus. */
export const showWay = (status: TurnkeyStatus): void => {
  byId('summary').textContent = status.problem?.message ?? TEXTS.allReady;
  const now = JSON.stringify(status);
  if (now === shown) return;
  shown = now;
  byId('hops').replaceChildren(hopsView(forThisPage(status)));
};
