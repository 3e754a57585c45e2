import { BROWSERS, type Browser, type BrowserPlaces } from '../../manifests/browser-table.ts';
import { expandPath } from './expand-path.ts';
import type { InstallWorld } from './install-world.ts';
import { isThere } from './is-there.ts';

/** A browser that exists for this operating system. */
export interface FoundBrowser extends Pick<Browser, 'id' | 'name' | 'family'> {
  /** Its table row, with paths expanded. */
  readonly places: BrowserPlaces;
  /** Whether it is here: one of its profile directories exists. */
  readonly there: boolean;
  /** The user asked for it by name: then a profile directory that is missing is made. */
  readonly named?: true;
}

/** All rows of the table that exist for this operating system, and whether each browser is there. Only looks. */
export const findBrowsers = (world: InstallWorld): Promise<FoundBrowser[]> => {
  const expandAll = (templates: readonly string[]): string[] =>
    templates.map((template) => expandPath(template, world));
  return Promise.all(
    BROWSERS.flatMap(({ id, name, family, [world.platform]: row }) =>
      row ? [{ id, name, family, row }] : [],
    ).map(async ({ row, ...browser }) => {
      const profile = expandAll(row.profile);
      const there = await Promise.all(profile.map((directory) => isThere(world.fs, directory)));
      const places = { ...row, profile, ...(row.hosts && { hosts: expandAll(row.hosts) }) };
      return { ...browser, places, there: there.includes(true) };
    }),
  );
};
