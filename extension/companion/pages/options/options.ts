import browser from 'webextension-polyfill';
import { explain } from '../../../sdk/explain.ts';
import { STATUS_TIMEOUT_MS } from '../../../sdk/status.ts';
import { byId } from '../../../ui/element.ts';
import { host } from '../shared/host.ts';
import { showPause } from '../shared/pause/pause-notice.ts';
import { showProblem } from '../shared/show-problem.ts';
import { fillPage } from '../shared/texts/fill-page.ts';
import { words } from '../shared/texts/page-words.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { showAccess } from './access-lists.ts';
import { showConnection } from './connection.ts';
import { showKey } from './key.ts';

let last = 0;

/** Requests the status and shows it. A reply that arrives after a later check began is ignored. */
const check = async () => {
  last += 1;
  const own = last;
  const status = await host.status(AbortSignal.timeout(STATUS_TIMEOUT_MS));
  if (own !== last) return;
  showConnection(status);
  const reachable = status.host.state === 'ready';
  const paired = reachable && status.access.state === 'ready';
  showKey({ reachable, paired });
  void showPause(byId('way').closest('section') ?? byId('hops'));
  await showAccess(paired ? (status.grant?.id ?? '') : null);
};

const say = (text: string) => {
  byId('summary').textContent = text;
  byId('summary').classList.remove('unseen');
};

const fail = (error: unknown) => {
  const isKnown = explain(error).code !== undefined;
  say(isKnown ? '' : TEXTS.hostSilent);
  if (isKnown) showProblem(byId('hops'))(error);
  else byId('hops').replaceChildren();
};

const checkAgain = () => void check().catch(fail);

fillPage();
byId('check').addEventListener('click', () => {
  say(words.texts.checking);
  checkAgain();
});
// The user may have changed something in a terminal or in Ollama. Nothing polls.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') checkAgain();
});
addEventListener('focus', checkAgain);
browser.storage.onChanged.addListener(checkAgain);
checkAgain();
