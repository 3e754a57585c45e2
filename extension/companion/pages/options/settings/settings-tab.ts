import { render } from 'lit';
import type { UpstreamResult } from '../../../../../shared/protocol/settings.ts';
import { chooseLanguage, chosenLanguage } from '../../../../ui/texts/chosen-language.ts';
import { fill } from '../../../../ui/texts/fill.ts';
import { dropNotifications, mayNotify, requestNotifications } from '../../../consent/notifications.ts';
import { host } from '../../shared/host.ts';
import { problemElement } from '../../shared/show-problem.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { maySeeNames, requestNames } from '../../shared/who/extension-info.ts';
import { unpair } from '../shell/pairing-form.ts';
import type { PageState, Tab } from '../tab.ts';
import { exportData } from './export-data.ts';
import type { Section, SettingsActions, SettingsState } from './settings-state.ts';
import { settingsView } from './settings-view.ts';
import { storedTheme, storeTheme } from './stored-theme.ts';

let place: HTMLElement;
let page: PageState;
let state: SettingsState;

const find = <Kind extends HTMLElement>(selector: string) => place.querySelector<Kind>(selector);

const show = (change: Partial<SettingsState> = {}) => {
  state = { ...state, ...change };
  render(settingsView(state, actions), place);
};

const say = (section: Section, text: string) => show({ said: { section, text } });

/** Runs an action of a section, and shows its failure there. The focus stays in the section. */
const act = async (section: Section, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    show({ said: { section, text: '', error: problemElement(error) }, busy: false });
  }
  if (document.activeElement === document.body)
    find(`[data-said=${section}]`)?.closest('section')?.querySelector('h2')?.focus();
};

/** Shows the address afterwards, or why it is the one before. The whole page may have another state now. */
const showUpstream = async (result: UpstreamResult): Promise<void> => {
  if (!result.changed) return show({ fault: result.fault, busy: false, said: undefined });
  find<HTMLFormElement>('#upstream-form')?.reset();
  show({ upstream: result.upstream, fault: undefined, busy: false });
  find<HTMLFormElement>('#upstream-form')?.reset();
  say('upstream', TEXTS.settings.upstreamSaved);
  await page.refresh();
};

const enteredUpstream = () => {
  const data = new FormData(find<HTMLFormElement>('#upstream-form') ?? undefined);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const secret = text('secret');
  return {
    address: text('address'),
    credential: secret ? { secret, header: text('header') || null } : undefined,
  };
};

const saveUpstream = async (untested: boolean): Promise<void> => {
  const { address, credential } = enteredUpstream();
  const isSame = address === state.upstream?.address;
  if (isSame && !credential) return say('upstream', TEXTS.settings.upstreamSame);
  show({ busy: true, fault: undefined, said: { section: 'upstream', text: TEXTS.settings.testing } });
  const result =
    isSame && credential
      ? await host.call('credential.set', { ...credential, untested })
      : await host.call('upstream.set', { address, credential, untested });
  await showUpstream(result);
};

const actions: SettingsActions = {
  chooseTheme(theme) {
    storeTheme(theme);
    show({ theme });
  },
  chooseLanguage(tag) {
    chooseLanguage(tag || undefined);
    // Every text of the page is in the language of its start.
    sessionStorage.setItem('focus', 'language');
    location.reload();
  },
  chooseDuration: (duration) =>
    void act('general', async () => {
      await host.call('settings.set', { duration });
      show({ duration });
      say('general', TEXTS.settings.saved);
    }),
  saveUpstream: (untested) => void act('upstream', () => saveUpstream(untested)),
  resetUpstream: () =>
    void act('upstream', async () =>
      showUpstream(await host.call('upstream.set', { address: null, untested: true })),
    ),
  removeCredential: () =>
    void act('upstream', async () => showUpstream(await host.call('credential.remove'))),
  allowNames: () =>
    void act('general', async () => {
      const names = await requestNames();
      show({ names });
    }),
  switchNotifications: (wanted) =>
    void act('general', async () => {
      // The request has to be the first thing after the click. The user may refuse it in the browser.
      await (wanted ? requestNotifications() : dropNotifications());
      show({ notifications: await mayNotify() });
    }),
  exportData: () =>
    void act('data', async () =>
      say('data', fill(TEXTS.settings.exported, { name: await exportData(new Date()) })),
    ),
  askErase(erasing) {
    show({ erasing, said: undefined });
    find<HTMLDialogElement>('#erase-dialog')?.showModal();
  },
  erase: () =>
    void act('data', async () => {
      await host.call('data.erase', { what: state.erasing });
      say('data', TEXTS.settings.erase[state.erasing].done);
      await page.refresh();
    }),
  runCheckUp: () =>
    void act('about', async () => {
      show({ busy: true, checkUp: undefined, said: { section: 'about', text: TEXTS.settings.checking } });
      const checkUp = await host.call('checkup.run');
      show({ busy: false, checkUp, said: undefined });
    }),
  unpair: () =>
    void act('about', async () => {
      await unpair();
      // The button goes with the pairing.
      find('#about-title')?.focus();
      await page.refresh();
    }),
};

/** A host of an earlier version does not know these settings: the page then has only those of the browser. */
const readOwner = async (paired: boolean): Promise<Pick<SettingsState, 'upstream' | 'duration'>> => {
  if (!paired) return { upstream: undefined, duration: undefined };
  try {
    const [upstream, { duration }] = await Promise.all([
      host.call('upstream.get'),
      host.call('settings.get'),
    ]);
    return { upstream, duration };
  } catch {
    return { upstream: undefined, duration: undefined };
  }
};

/** A choice of the language reloads the page. The focus returns to it. */
const restoreFocus = () => {
  const id = sessionStorage.getItem('focus');
  sessionStorage.removeItem('focus');
  if (id) find(`#${CSS.escape(id)}`)?.focus();
};

/** What the owner sets, for this browser and for the Turnkey app. */
export const settingsTab: Tab = {
  id: 'settings',
  needsPairing: false,
  async show(root, current) {
    place = root;
    page = current;
    const [owner, names, notifications] = await Promise.all([
      readOwner(current.paired),
      maySeeNames(),
      mayNotify(),
    ]);
    const { status, paired } = current;
    const first = {
      fault: undefined,
      busy: false,
      said: undefined,
      erasing: 'usage',
      checkUp: undefined,
    } as const;
    const own = { theme: storedTheme(), language: chosenLanguage() ?? '' };
    state = { ...first, ...state, ...own, ...owner, ...{ status, paired, names, notifications } };
    show();
    restoreFocus();
  },
};
