import browser from 'webextension-polyfill';
import { host } from '../host.ts';

/** The background and other pages notice it in the storage. */
const store = ({ token }: { readonly token: string }) => browser.storage.local.set({ token });

/** Pairs this browser with the key of the owner: exchanges it for a token, and stores only the token. */
export const pairWithKey = async (key: string): Promise<void> =>
  store(await host.call('pair', { key: key.trim() }));

/** Pairs this browser without a key. Rejects unless the pairing window is open. */
export const pairInWindow = async (): Promise<void> => store(await host.call('pair.claim'));
