import browser from 'webextension-polyfill';
import { byId } from '../../../../ui/element.ts';
import { createConsent } from '../../shared/consent/consent.ts';
import { placeOfSettings } from '../../shared/consent/place.ts';
import { TEXTS } from '../../shared/texts/texts.ts';

/** One guard for the whole page: other extensions can open it at any time and in any window. */
export const consent = createConsent(placeOfSettings, TEXTS.settingsHints);

const openTab = byId('open-tab');

consent.onChange(() => {
  const { obstacle } = consent.guard;
  byId('guard-hint').textContent = consent.hint();
  // Tests wait for it: buttons in lists are enabled all the time, and say why a click did not count.
  byId('guard').toggleAttribute('data-ready', obstacle === undefined);
  openTab.hidden = obstacle === 'settling' || obstacle === undefined;
});
openTab.addEventListener('click', () => {
  void browser.tabs.create({ url: browser.runtime.getURL('pages/options/options.html') });
});
