import type { FoundBrowser } from './find-browsers.ts';

/** More of them are counted. */
const SHOWN = 3;

/** The browsers that share a place, for a column of a report: those that are there, or all if none is. */
export const browserNames = (browsers: readonly FoundBrowser[]): string => {
  const there = browsers.filter((browser) => browser.there);
  const names = (there.length > 0 ? there : browsers).map(({ name }) => name);
  return names.length > SHOWN
    ? `${names.slice(0, SHOWN - 1).join(', ')} and ${names.length - SHOWN + 1} more`
    : names.join(', ');
};
