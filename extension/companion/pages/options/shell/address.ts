import { TAB_IDS, type TabId } from '../tab.ts';

/** A place in the settings. */
export interface Address {
  readonly tab: TabId;
  /** What follows the tab, for example the id of a permission; empty if nothing does. */
  readonly path: string;
}

const isTab = (text: string): text is TabId => (TAB_IDS as readonly string[]).includes(text);

/** Parses the hash of the page's address, for example `#access/AbCd1234`. An unknown tab is *Access*. */
export const parseAddress = (hash: string): Address => {
  const [tab = '', ...rest] = hash.replace(/^#/, '').split('/');
  return isTab(tab) ? { tab, path: rest.join('/') } : { tab: 'access', path: '' };
};

/** The hash of a place. */
export const addressOf = (tab: TabId, path = ''): string => (path === '' ? `#${tab}` : `#${tab}/${path}`);
