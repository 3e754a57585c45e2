import type { FoundBrowser } from './find-browsers.ts';
import { type InspectPlace, inspectInstall } from './inspect-install.ts';
import type { InstallLayout } from './install-layout.ts';
import type { ReportOutcome, ReportRow } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { browserNames } from './report-rows.ts';

/** How to remove a package. */
const REMOVE = {
  linux: 'To remove it, run `sudo apt remove ollama-turnkey`, or use your package manager.',
  darwin: 'To remove it, use your package manager.',
  win32: 'To remove it, open Settings > Apps.',
} as const;

/** The row of the program, which belongs to the package: nothing is copied and nothing removed. */
export const packageRow = (
  { platform }: Pick<InstallWorld, 'platform'>,
  { wrapper: path }: InstallLayout,
  outcome: Extract<ReportOutcome, 'unchanged' | 'kept'>,
): ReportRow => ({
  browser: '',
  what: 'host',
  path,
  outcome,
  note: outcome === 'kept' ? `A package installed it. ${REMOVE[platform]}` : 'A package installed it.',
});

/** The browsers that the package does not serve, or whose manifest is damaged, and a row for each location that works. */
export const splitByPackage = async (
  world: InstallWorld,
  place: InspectPlace,
  browsers: readonly FoundBrowser[],
): Promise<{ readonly rows: readonly ReportRow[]; readonly rest: readonly FoundBrowser[] }> => {
  const { manifests } = await inspectInstall(world, place);
  const idsOf = (some: typeof manifests) =>
    new Set(some.flatMap((manifest) => manifest.browsers.map(({ id }) => id)));
  const wrong = idsOf(manifests.filter(({ problem }) => problem !== undefined));
  const looked = idsOf(manifests);
  const served = browsers.filter(({ id }) => looked.has(id) && !wrong.has(id));
  const what = world.platform === 'win32' ? 'registry key' : 'manifest';
  const rows = manifests.flatMap(({ browsers: users, path }): ReportRow[] => {
    const names = served.filter((browser) => users.some(({ id }) => id === browser.id));
    return names.length === 0 ? [] : [{ browser: browserNames(names), what, path, outcome: 'unchanged' }];
  });
  return { rows, rest: browsers.filter((browser) => !served.includes(browser)) };
};
