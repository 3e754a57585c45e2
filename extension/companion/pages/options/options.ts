import browser from 'webextension-polyfill';
import { STATUS_TIMEOUT_MS } from '../../../sdk/status.ts';
import { byId } from '../../../ui/element.ts';
import { words } from '../../../ui/page-words.ts';
import { host } from '../shared/host.ts';
import { showProblem } from '../shared/show-problem.ts';
import { fillPage } from '../shared/texts/fill-page.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { showKey } from './key.ts';
import { showPeople } from './people.ts';
import { showWay } from './way.ts';

let last = 0;

/** Asks for the status and shows it; an answer that a later check has overtaken is ignored. */
const check = async () => {
  last += 1;
  const turn = last;
  const status = await host.status(AbortSignal.timeout(STATUS_TIMEOUT_MS));
  if (turn !== last) return;
  showWay(status);
  const reachable = status.host.state === 'ready';
  const paired = reachable && status.access.state === 'ready';
  showKey({ reachable, paired });
  await showPeople(paired ? (status.grant?.id ?? '') : null);
};

const fail = (error: unknown) => {
  byId('summary').textContent = TEXTS.hostSilent;
  showProblem(byId('hops'))(error);
};

const checkAgain = () => void check().catch(fail);

fillPage();
byId('check').addEventListener('click', () => {
  byId('summary').textContent = words.texts.checking;
  checkAgain();
});
// A user who returns from a terminal or from Ollama sees the current state. Nothing polls.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') checkAgain();
});
addEventListener('focus', checkAgain);
browser.storage.onChanged.addListener(checkAgain);
checkAgain();
