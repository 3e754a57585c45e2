import browser from 'webextension-polyfill';
import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { STATUS_TIMEOUT_MS } from '../../../sdk/status.ts';
import { byId } from '../../../ui/element.ts';
import { host } from '../shared/host.ts';
import { showPause } from '../shared/pause/pause-notice.ts';
import { showProblem } from '../shared/show-problem.ts';
import { listedModels } from '../shared/terms/listed-models.ts';
import { fillPage } from '../shared/texts/fill-page.ts';
import { parseAddress } from './shell/address.ts';
import { showCheckFailed, showChecking, showConnection, showModelCount } from './shell/connection.ts';
import { showPairingForm } from './shell/pairing-form.ts';
import { focusTab } from './shell/tab-focus.ts';
import { type Known, showTab } from './shell/tab-views.ts';

let last = 0;
let known: Known | undefined;

const trouble = byId('trouble');

/** Shows the tab of the page's address. */
const showPlace = (): Promise<void> =>
  showTab(parseAddress(location.hash), known).then(() => trouble.replaceChildren(), showProblem(trouble));

/** Counting the models takes a request to Ollama, for which the page does not wait. */
const countModels = async (status: TurnkeyStatus, isCurrent: () => boolean): Promise<void> => {
  const models = status.ready ? await listedModels() : undefined;
  if (models && isCurrent()) showModelCount(status, models.length);
};

/** Requests the status and shows it. A reply that arrives after a later check began is ignored. */
const check = async (): Promise<void> => {
  last += 1;
  const own = last;
  const isCurrent = () => own === last;
  const status = await host.status(AbortSignal.timeout(STATUS_TIMEOUT_MS));
  if (!isCurrent()) return;
  const reachable = status.host.state === 'ready';
  const paired = reachable && status.access.state === 'ready';
  known = { status, paired, ownGrant: paired ? (status.grant?.id ?? '') : null, refresh };
  showConnection(status);
  void countModels(status, isCurrent);
  void showPause(byId('connection'));
  const isDone = showPairingForm(reachable && !paired);
  await showPlace();
  // Pairing hides the focused field.
  if (isDone) focusTab(parseAddress(location.hash).tab);
};

const refresh = (): Promise<void> => check().catch(showCheckFailed);
const checkAgain = () => void refresh();

fillPage();
byId('check').addEventListener('click', () => {
  showChecking();
  checkAgain();
});
addEventListener('hashchange', () => void showPlace());
// The user may have changed something in a terminal or in Ollama. Nothing polls.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') checkAgain();
});
addEventListener('focus', checkAgain);
browser.storage.onChanged.addListener(checkAgain);
void showPlace();
checkAgain();
