import type { Caller } from '../../shared/access/caller.ts';
import { COMPANION_IDS } from '../../shared/identity.ts';

const CHROMIUM = /^chrome-extension:\/\/([a-p]{32})\/$/;
/** Firefox passes the manifest's path, then the add-on id (MDN, Native messaging). */
const FIREFOX = /^(\{[0-9a-f-]{36}\}|[\w.-]*@[\w.-]+)$/i;

const caller = (id: string): Caller => ({ id, page: true, own: COMPANION_IDS.includes(id) });

/**
 * Which extension a browser has started this process for, or undefined if it was not a browser. Positions
 * are not relied on: browsers add arguments of their own.
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
