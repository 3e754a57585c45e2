import { expect, test } from 'vitest';
import { entrySize } from '../../scripts/entry-size.ts';

/** What an extension gets at most, minified and in bytes of gzip's best. */
const LIMITS = [
  ['all of the SDK', 'index', '*', 6_000],
  ['createTurnkey alone', 'index', '{ createTurnkey }', 5_700],
  // With the SDK in it, four languages, and no library: a page for settings loads it from the disk.
  ['the element for options pages', 'settings', '*', 17_800],
] as const;

test.each(LIMITS)('what an extension imports is small: %s', async (_, entry, imported, limit) => {
  const { gzip, code } = await entrySize(`../extension/sdk/${entry}.ts`, imported);
  expect(gzip).toBeLessThanOrEqual(limit);
  expect(code, 'it brings everything along').not.toMatch(/\bimport\b/);
});
