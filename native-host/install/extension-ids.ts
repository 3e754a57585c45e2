import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { COMPANION_IDS } from '../../shared/identity.ts';
import { InstallError } from './install-error.ts';

/** Chromium: 32 letters a-p. Firefox: `name@domain` or a UUID in braces (MDN, `browser_specific_settings`). */
const GRAMMAR: Record<BrowserFamily, RegExp> = {
  chromium: /^[a-p]{32}$/,
  firefox: /^(?:\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}|[a-z\d\-._]*@[a-z\d\-._]+)$/i,
};

/** Whether an id is a valid extension id in browsers of the family. */
export const isExtensionId = (family: BrowserFamily, id: string): boolean => GRAMMAR[family].test(id);

/** The ids for each family: the companion's first, then the given ones. Throws `bad_extension_id`. */
export const extensionIds = (extra: readonly string[] = []): Record<BrowserFamily, string[]> => {
  const bad = extra.find((id) => !isExtensionId('chromium', id) && !isExtensionId('firefox', id));
  if (bad !== undefined)
    throw new InstallError(
      'bad_extension_id',
      `"${bad}" is not an extension id. Chrome, Edge and the like show 32 letters from a to p on their extensions page (developer mode); ` +
        'Firefox shows name@domain or {uuid} on about:debugging. Give one id per --extension-id.',
    );
  const all = [...new Set([...COMPANION_IDS, ...extra])];
  return {
    chromium: all.filter((id) => isExtensionId('chromium', id)),
    firefox: all.filter((id) => isExtensionId('firefox', id)),
  };
};
