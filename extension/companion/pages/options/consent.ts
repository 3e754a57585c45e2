import browser from 'webextension-polyfill';
import { byId } from '../../../ui/element.ts';
import { createConsentGuard } from '../shared/consent/consent-guard.ts';
import { createHint } from '../shared/consent/hint.ts';
import { placeOfSettings } from '../shared/consent/place.ts';
import { thisPage } from '../shared/consent/this-page.ts';
import { TEXTS } from '../shared/texts/texts.ts';

const watchers = new Set<() => void>();

/** Guards everything on this page that gives a permission: other extensions can open the page as they like. */
export const guard = createConsentGuard({
  page: thisPage,
  place: placeOfSettings,
  change() {
    for (const watcher of watchers) watcher();
  },
});

/** Calls back whenever the guard’s obstacle may have changed. */
export const onGuardChange = (watcher: () => void, signal?: AbortSignal): void => {
  watchers.add(watcher);
  signal?.addEventListener('abort', () => watchers.delete(watcher));
};

export const hint = createHint(guard, TEXTS.settingsHints);

const update = () => {
  byId('guard-hint').textContent = hint.say() ?? '';
  byId('open-tab').hidden = guard.obstacle === 'settling' || guard.obstacle === undefined;
};

/** Tells the user why a click did not count. */
export const refused = (): void => {
  hint.tried();
  for (const watcher of watchers) watcher();
};

onGuardChange(update);
byId('open-tab').addEventListener('click', () => {
  void browser.tabs.create({ url: browser.runtime.getURL('pages/options/options.html') });
});
