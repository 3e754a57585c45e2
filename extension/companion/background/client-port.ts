import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { Caller } from '../../../shared/access/caller.ts';

const EXTENSION_SCHEMES = new Set(['chrome-extension:', 'moz-extension:']);

/** Whether the sender is a page or the background of an extension, not a content script. */
const isExtensionPage = ({ url }: Runtime.MessageSender): boolean => {
  try {
    return url !== undefined && EXTENSION_SCHEMES.has(new URL(url).protocol);
  } catch {
    return false;
  }
};

/** The caller at the other end of a port, as the browser attests it. */
export const callerOf = ({ sender }: Runtime.Port): Caller => {
  const id = sender?.id ?? '';
  return { id, page: sender !== undefined && isExtensionPage(sender), own: id === browser.runtime.id };
};
