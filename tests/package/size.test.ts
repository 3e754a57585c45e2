import { expect, test } from 'vitest';
import { entrySize } from '../../scripts/entry-size.ts';

/** The largest sizes, minified and compressed with gzip level 9, in bytes. */
const LIMITS = [
  ['all of the SDK', 'index', '*', 7_000],
  ['createTurnkey alone', 'index', '{ createTurnkey }', 6_500],
  // Includes the SDK and four languages, without a library. An options page loads it from disk.
  ['the element for options pages', 'settings', '*', 20_000],
] as const;

test.each(LIMITS)('the size limit of what an extension imports: %s', async (_, entry, imported, limit) => {
  const { gzip, code } = await entrySize(`../extension/sdk/${entry}.ts`, imported);
  expect(gzip).toBeLessThanOrEqual(limit);
  expect(code, 'it bundles everything').not.toMatch(/\bimport\b/);
});
