import type { FoundBrowser } from './find-browsers.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportOutcome, ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import type { ManifestTarget } from './manifest-targets.ts';

/** The result of one step. */
export interface Done {
  readonly outcome: ReportOutcome;
  readonly note?: string;
}

/**
 * Does one step and reports it as a row; an error becomes a `failed` row with the error's message as its note. No
 * row if the step found nothing to do.
 */
export const attemptRow = async (
  row: Pick<ReportRow, 'browser' | 'what' | 'path'>,
  step: () => Promise<Done | undefined>,
  notes: readonly string[] = [],
): Promise<ReportRow[]> => {
  const done = await step().catch(
    (error: unknown): Done => ({
      outcome: 'failed',
      note: error instanceof Error ? error.message : String(error),
    }),
  );
  if (done === undefined) return [];
  const all = [...(done.note === undefined ? [] : [done.note]), ...notes];
  return [{ ...row, outcome: done.outcome, ...(all.length > 0 && { note: all.join(' ') }) }];
};

/** How many names are shown; the others are only counted. */
const SHOWN = 3;

/** The names of browsers that share a place, for a report: those installed, or all of them if none is. */
export const browserNames = (browsers: readonly FoundBrowser[]): string => {
  const there = browsers.filter((browser) => browser.there);
  const names = (there.length > 0 ? there : browsers).map(({ name }) => name);
  return names.length > SHOWN
    ? `${names.slice(0, SHOWN - 1).join(', ')} and ${names.length - SHOWN + 1} more`
    : names.join(', ');
};

const SANDBOX: Record<string, string> = {
  'flatpak chromium':
    'A Flatpak browser sees neither this host nor Node unless its sandbox is opened for them; not known to work. The ordinary package of the browser does.',
  'flatpak firefox':
    'A Flatpak Firefox starts hosts only from version 157, with the xdg-native-messaging-proxy service and the permission to talk to it; otherwise use the ordinary package.',
  'snap chromium':
    'The Snap package of Chromium has no native messaging. Use a .deb, .rpm or distribution package.',
  'snap firefox': 'A Snap Firefox asks once whether the extension may start the host: allow it.',
};

/** Notes for the user about browsers: those in a sandbox, and those whose place is not verified. */
export const browserNotes = (browsers: readonly FoundBrowser[]): string[] => [
  ...new Set(
    browsers.flatMap(({ family, places: { sandbox, verified, note } }) => [
      ...(sandbox ? [SANDBOX[`${sandbox} ${family}`] ?? ''] : []),
      ...(verified === false ? [`Not verified for this browser. ${note ?? ''}`.trim()] : []),
    ]),
  ),
];

/** A row for each browser that has no place for a manifest, so that it is not omitted silently. */
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

/** Directories for which macOS asks, per program, whether it may look in: a terminal may, a browser may not. */
const PROTECTED = ['Documents', 'Desktop', 'Downloads'];

/** A warning if macOS will prevent browsers from starting a host at this place. */
export const placementNote = (
  { platform, home }: Pick<InstallWorld, 'platform' | 'home'>,
  { data }: InstallLayout,
): { note?: string } =>
  platform === 'darwin' && PROTECTED.some((name) => `${data}/`.startsWith(`${home}/${name}/`))
    ? { note: 'macOS keeps browsers out of Documents, Desktop and Downloads: choose another --dir.' }
    : {};
