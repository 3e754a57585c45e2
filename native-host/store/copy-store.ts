import { isDeepStrictEqual } from 'node:util';
import type { Store } from './contract.ts';
import type { ContentsPart, StoreContents } from './store-contents.ts';
import { CONTENTS_PARTS } from './tables.ts';

/** The number of rows of each kind. */
export type ContentsCounts = Readonly<Record<ContentsPart, number>>;

export interface CopyReport {
  readonly counts: ContentsCounts;
  /** False if the target already held the same contents. */
  readonly copied: boolean;
}

/** The target holds other contents, and was not changed. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
  readonly code = 'store_not_empty';
  readonly counts: ContentsCounts;
  constructor(counts: ContentsCounts) {
    super('The target store is not empty. It was not changed.');
    this.counts = counts;
  }
}

const countsOf = (contents: StoreContents): ContentsCounts =>
  Object.fromEntries(CONTENTS_PARTS.map((part) => [part, contents[part].length])) as ContentsCounts;

const isEmpty = (counts: ContentsCounts) => CONTENTS_PARTS.every((part) => counts[part] === 0);

/**
 * Copies the contents of a store into an empty one, and verifies them by reading them back. Copying again changes
 * nothing. Throws CopyRefused if the target holds other contents. If a store fails, throws a StoreError, and the target
 * stays empty.
 */
export const copyStore = async (
  from: Pick<Store, 'contents'>,
  to: Pick<Store, 'contents'>,
): Promise<CopyReport> => {
  const [source, target] = await Promise.all([from.contents.read(), to.contents.read()]);
  const counts = countsOf(source);
  if (isDeepStrictEqual(source, target)) return { counts, copied: false };
  if (!isEmpty(countsOf(target))) throw new CopyRefused(countsOf(target));
  await to.contents.write(source);
  if (!isDeepStrictEqual(await to.contents.read(), source)) {
    throw new Error('The copy differs from the original. Do not use it.');
  }
  return { counts, copied: true };
};
