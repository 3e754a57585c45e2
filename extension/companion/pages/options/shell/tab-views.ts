import { html, nothing, render } from 'lit';
import { byId } from '../../../../ui/element.ts';
import { keepFocus } from '../../../../ui/keep-focus.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { type PageState, TAB_IDS, type TabId } from '../tab.ts';
import { TABS } from '../tabs.ts';
import { type Address, addressOf } from './address.ts';
import { rootOf } from './tab-focus.ts';

const nav = byId('tabs');
nav.ariaLabel = TEXTS.options.navigation;

const navView = (current: TabId) =>
  TAB_IDS.map(
    (tab) =>
      html`<a href=${addressOf(tab)} aria-current=${tab === current ? 'page' : nothing}
        >${TEXTS.options.tabs[tab]}</a
      >`,
  );

let visit = new AbortController();
let open: TabId | undefined;

/** The last call of `show` for each tab, so that none runs twice at the same time. */
const showing = new Map<TabId, Promise<void>>();

/** Shows the place in the navigation and in the title. */
const showPlace = (tab: TabId): void => {
  render(navView(tab), nav);
  document.title = `${TEXTS.options.tabs[tab]} – Ollama Turnkey`;
};

/** Moves to another tab: whatever the last one waits for ends. Returns the signal of the visit. */
const visitTab = (tab: TabId): AbortSignal => {
  if (open !== tab) {
    visit.abort();
    visit = new AbortController();
    open = tab;
  }
  return visit.signal;
};

const fallback = () => byId(byId('key-card').hidden ? 'way' : 'key-title');

/** What a tab can know, besides its address. */
export type Known = Omit<PageState, 'path' | 'signal'>;

/**
 * Shows the tab of an address and hides the others. Resolves when the tab has rendered. `known` is undefined while the
 * connection has not been checked.
 */
export const showTab = ({ tab, path }: Address, known: Known | undefined): Promise<void> => {
  showPlace(tab);
  const signal = visitTab(tab);
  const { needsPairing, show } = TABS[tab];
  const isShown = known !== undefined && (known.paired || !needsPairing);
  keepFocus(document.body, fallback(), () => {
    for (const each of TAB_IDS) rootOf(each).hidden = each !== tab || !isShown;
  });
  const skeleton = byId('skeleton');
  if (!isShown) {
    skeleton.hidden = known !== undefined;
    return Promise.resolve();
  }
  const begin = async () => {
    if (!signal.aborted) await show(rootOf(tab), { ...known, path, signal });
  };
  const shown = (showing.get(tab) ?? Promise.resolve()).then(begin);
  showing.set(
    tab,
    shown.catch(() => {}),
  );
  return shown.finally(() => {
    skeleton.hidden = true;
  });
};
