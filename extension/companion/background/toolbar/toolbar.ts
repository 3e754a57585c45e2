import browser from 'webextension-polyfill';
import { readToken } from '../pairing-token.ts';
import { drawIcon } from './draw-icon.ts';
import { type ToolbarState, toolbarOf, UNKNOWN } from './toolbar-state.ts';

/** Storage key, kept until the browser closes: the worker stops before that. */
const NAME = 'toolbar';

/** Background colours of the badge. */
const COLOURS = { count: '#0b6b5b', alert: '#a12622' } as const;

/** Shows the state in the toolbar, in the language of the browser. */
const show = async (state: ToolbarState): Promise<void> => {
  const toolbar = toolbarOf(state);
  const { badge, title, count } = toolbar;
  const { action, i18n } = browser;
  await Promise.all([
    action.setIcon({ imageData: drawIcon(toolbar) as Record<string, browser.Action.ImageDataType> }),
    action.setBadgeText({ text: badge }),
    action.setBadgeBackgroundColor({ color: badge === '!' ? COLOURS.alert : COLOURS.count }),
    action.setBadgeTextColor({ color: '#fff' }),
    action.setTitle({ title: i18n.getMessage(title, `${count}`) }),
  ]);
};

/** The icon in the toolbar. */
export interface ToolbarIcon {
  change(change: Partial<ToolbarState>): void;
}

/** What the last worker has shown. The browser still shows it, and keeps both until it closes. */
const readShown = async (): Promise<ToolbarState | undefined> => {
  const { [NAME]: stored } = await browser.storage.session.get(NAME);
  // The storage does not keep the order of properties.
  return stored ? { ...UNKNOWN, ...(stored as ToolbarState) } : undefined;
};

/**
 * Shows changes one after the other. Has no timer, so that the worker can stop. What the browser shows already is not
 * drawn again, which would delay the request that has woken the worker.
 */
export const createToolbarIcon = (): ToolbarIcon => {
  let shown = '';

  /** Nothing runs and nobody waits before the host says so. */
  const restore = async (): Promise<ToolbarState> => {
    const [before, token] = await Promise.all([readShown(), readToken()]);
    if (before) shown = JSON.stringify(before);
    const known = before ?? { ...UNKNOWN, paired: token === undefined ? null : true };
    return { ...known, waiting: 0, running: 0 };
  };
  let last = restore();

  const apply = async (before: Promise<ToolbarState>, change: Partial<ToolbarState>) => {
    const state = { ...(await before), ...change };
    const text = JSON.stringify(state);
    if (text === shown) return state;
    shown = text;
    // The browser may be closing.
    await Promise.all([show(state), browser.storage.session.set({ [NAME]: state })]).catch(() => {});
    return state;
  };

  const change: ToolbarIcon['change'] = (what) => {
    last = apply(last, what);
  };
  change({});
  return { change };
};
