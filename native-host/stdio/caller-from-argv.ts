import type { Caller } from '../../shared/access/caller.ts';
import { COMPANION_IDS } from '../../shared/identity.ts';

const CHROMIUM = /^chrome-extension:\/\/([a-p]{32})\/$/;
/**
 * Firefox passes the path of the manifest, then the add-on id
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_messaging).
 */
const FIREFOX = /^(\{[0-9a-f-]{36}\}|[\w.-]*@[\w.-]+)$/i;

const caller = (id: string): Caller => ({ id, page: true, own: COMPANION_IDS.includes(id) });

/**
 * The extension that a browser started this process for, by the arguments. Undefined if no browser did. Chromium adds
 * further arguments, so their positions do not matter.
 */
export const callerFromArgv = (args: readonly string[]): Caller | undefined => {
  for (const arg of args) {
    const id = CHROMIUM.exec(arg)?.[1];
    if (id) return caller(id);
  }
  const [manifest, addon] = args;
  return manifest?.endsWith('.json') && addon !== undefined && FIREFOX.test(addon)
    ? caller(addon)
    : undefined;
};
