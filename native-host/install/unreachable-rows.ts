import { browserNotes } from './browser-notes.ts';
import type { FoundBrowser } from './find-browsers.ts';
import type { ReportRow } from './install-report.ts';
import type { ManifestTarget } from './manifest-targets.ts';

/** A row for each browser that has no place for a manifest: better said than passed over. */
export const unreachableRows = (
  browsers: readonly FoundBrowser[],
  targets: readonly ManifestTarget[],
  { system }: { system: boolean },
): ReportRow[] => {
  const reached = new Set(targets.flatMap((target) => target.browsers));
  return browsers
    .filter((browser) => !reached.has(browser))
    .map((browser) => {
      const [note = system ? 'It has no place for all users: leave out --system.' : NO_PLACE] = browserNotes([
        browser,
      ]);
      return {
        browser: browser.name,
        what: 'browser',
        path: browser.places.profile[0] ?? '',
        outcome: 'unsupported',
        note,
      };
    });
};

const NO_PLACE =
  'Windows browsers look in the registry, whatever their user data directory: name one with --browser instead.';
