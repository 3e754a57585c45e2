import { expect, test } from 'vitest';
import { entrySize } from '../../scripts/entry-size.ts';

/** What an extension gets at most, minified and in bytes of gzip's best. */
const LIMITS = [
  ['all of it', '*', 6000],
  ['createTurnkey alone', '{ createTurnkey }', 5700],
] as const;

test.each(LIMITS)('the SDK is small: %s', async (_, imported, limit) => {
  const { gzip, code } = await entrySize('../extension/sdk/index.ts', imported);
  expect(gzip).toBeLessThanOrEqual(limit);
  expect(code, 'it brings everything along').not.toMatch(/\bimport\b/);
});
