import type { FoundBrowser } from './find-browsers.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportOutcome, ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import type { ManifestTarget } from './manifest-targets.ts';
import { isNoexec } from './noexec.ts';

/** The result of one step. */
export interface Done {
  readonly outcome: ReportOutcome;
  readonly note?: string;
}

/**
 * Performs a step and reports it as a row. An error becomes a `failed` row with its message as the note. Returns no row
 * if there was nothing to do.
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

/** The number of names to show. The others are counted. */
const SHOWN = 3;

/** The names of browsers that share a location: the installed ones, or all if none is installed. */
export const browserNames = (browsers: readonly FoundBrowser[]): string => {
  const there = browsers.filter((browser) => browser.there);
  const names = (there.length > 0 ? there : browsers).map(({ name }) => name);
  return names.length > SHOWN
    ? `${names.slice(0, SHOWN - 1).join(', ')} and ${names.length - SHOWN + 1} more`
    : names.join(', ');
};

const SANDBOX: Record<string, string> = {
  'flatpak chromium':
    'A Flatpak browser can start neither this host nor Node unless its sandbox allows it, which is untested. Use the regular package of the browser.',
  'flatpak firefox':
    'A Flatpak Firefox needs version 157, the xdg-native-messaging-proxy service and the permission to use it. Otherwise use the regular package.',
  'snap chromium':
    'The Snap package of Chromium has no native messaging. Use a .deb, .rpm or distribution package.',
  'snap firefox': 'A Snap Firefox asks once whether the extension may start the host. Allow it.',
};

/** Notes for the user about browsers in a sandbox, and about browsers whose location is not verified. */
export const browserNotes = (browsers: readonly FoundBrowser[]): string[] => [
  ...new Set(
    browsers.flatMap(({ family, places: { sandbox, verified, note } }) => [
      ...(sandbox ? [SANDBOX[`${sandbox} ${family}`] ?? ''] : []),
      ...(verified === false ? [`Not verified for this browser. ${note ?? ''}`.trim()] : []),
    ]),
  ),
];

/** A row for each browser without a location for a manifest, so that none is omitted silently. */
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
  'Browsers on Windows use the registry, not the user data directory. Name a browser with --browser instead.';

/** Directories that macOS protects for each program: a terminal may have access when a browser has not. */
const PROTECTED = ['Documents', 'Desktop', 'Downloads'];

/** Whether macOS will prevent browsers from starting a host in this directory. */
export const isProtectedPlace = (
  { platform, home }: Pick<InstallWorld, 'platform' | 'home'>,
  { data }: InstallLayout,
): boolean => platform === 'darwin' && PROTECTED.some((name) => `${data}/`.startsWith(`${home}/${name}/`));

/** A warning if browsers will not be able to start a host in this directory. */
export const placementNote = async (
  world: InstallWorld,
  layout: InstallLayout,
): Promise<{ note?: string }> => {
  if (isProtectedPlace(world, layout))
    return {
      note: 'macOS denies browsers access to Documents, Desktop and Downloads. Choose another --dir.',
    };
  return (await isNoexec(world, layout.wrapper))
    ? {
        note: 'This disk does not allow programs (noexec), so no browser can start it. Choose another --dir.',
      }
    : {};
};
