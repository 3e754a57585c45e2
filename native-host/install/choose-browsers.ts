import type { FoundBrowser } from './find-browsers.ts';
import { InstallError } from './install-error.ts';

/** The browsers with the given ids. Throws `unknown_browser` for an id that this operating system's table lacks. */
export const chooseBrowsers = (found: readonly FoundBrowser[], ids: readonly string[]): FoundBrowser[] =>
  [...new Set(ids)].map((id) => {
    const browser = found.find((candidate) => candidate.id === id);
    if (browser) return browser;
    throw new InstallError(
      'unknown_browser',
      `No browser "${id}" is known on this operating system. Known are: ${found.map((candidate) => candidate.id).join(', ')}. ` +
        'For another browser built on Chromium give its user data directory with --user-data-dir.',
    );
  });
