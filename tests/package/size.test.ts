import { expect, test } from 'vitest';
import { entrySize } from '../../scripts/entry-size.ts';

/**
 * What an extension gets, in bytes of gzip. The aim for the whole entry is 6,000 and not reached yet: each limit is
 * what it takes today, to be lowered with every byte that is saved.
 */
const LIMITS = [
  ['all of it', '*', 6080],
  ['createTurnkey alone', '{ createTurnkey }', 5780],
] as const;

test.each(LIMITS)('the SDK is small: %s', async (_, imported, limit) => {
  const { gzip, code } = await entrySize('../extension/sdk/index.ts', imported);
  expect(gzip).toBeLessThanOrEqual(limit);
  expect(code, 'it brings everything along').not.toMatch(/\bimport\b/);
});
