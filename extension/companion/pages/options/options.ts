import browser from 'webextension-polyfill';
import { byId } from '../../../ui/element.ts';
import { hopsView } from '../../../ui/hops-view.ts';
import { host } from '../shared/host.ts';
import { showKey } from './key.ts';
import { showPeople } from './people.ts';

/** Asks every hop and shows what it says; on focus and by the button, never on a timer. */
const check = async () => {
  const status = await host.status();
  byId('hops').replaceChildren(hopsView(status));
  const reachable = status.host.state === 'ready';
  const paired = reachable && status.access.state === 'ready';
  showKey({ reachable, paired });
  await showPeople(paired, check);
};

byId('check').addEventListener('click', () => void check());
byId('pair').addEventListener('paired', () => void check());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void check();
});
browser.storage.onChanged.addListener(() => void check());
void check();
