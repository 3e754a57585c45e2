import browser from 'webextension-polyfill';
import { explain } from '../../../sdk/explain.ts';
import { byId } from '../../../ui/element.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { host } from '../shared/host.ts';
import { showKey } from './key.ts';
import { showPeople } from './people.ts';
import { TEXTS } from './texts.ts';
import { showWay } from './way.ts';

/** The host itself waits three seconds for Ollama; one that is silent for longer will stay so. */
const PATIENCE_MS = 10_000;

let last = 0;

/** Asks every hop and shows what it says; the newest answer counts. */
const check = async () => {
  last += 1;
  const turn = last;
  const status = await host.status(AbortSignal.timeout(PATIENCE_MS));
  if (turn !== last) return;
  showWay(status);
  const reachable = status.host.state === 'ready';
  const paired = reachable && status.access.state === 'ready';
  showKey({ reachable, paired });
  await showPeople(paired ? (status.grant?.id ?? '') : null);
};

const fail = (error: unknown) => {
  byId('summary').textContent = TEXTS.hostSilent;
  byId('hops').replaceChildren(problemView(explain(error)));
};

const checkAgain = () => void check().catch(fail);

byId('check').addEventListener('click', () => {
  byId('summary').textContent = TEXTS.checking;
  checkAgain();
});
// Whoever comes back from a terminal or from Ollama sees how it is now. Nothing is asked on a timer.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') checkAgain();
});
addEventListener('focus', checkAgain);
browser.storage.onChanged.addListener(checkAgain);
checkAgain();
