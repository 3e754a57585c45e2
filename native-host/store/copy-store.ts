import { isDeepStrictEqual } from 'node:util';
import type { Store } from './contract.ts';
import type { ContentsPart, StoreContents } from './store-contents.ts';
import { CONTENTS_PARTS } from './tables.ts';

/** How many of each kind a store holds. */
export type ContentsCounts = Readonly<Record<ContentsPart, number>>;

export interface CopyReport {
  readonly counts: ContentsCounts;
  /** False where the target already held exactly that. */
  readonly copied: boolean;
}

/** The target holds something else, and is left as it is. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
  readonly code = 'store_not_empty';
  readonly counts: ContentsCounts;
  constructor(counts: ContentsCounts) {
    super('The store to copy to is not empty: it was left as it is.');
    this.counts = counts;
  }
}

const countsOf = (contents: StoreContents): ContentsCounts =>
  Object.fromEntries(CONTENTS_PARTS.map((part) => [part, contents[part].length])) as ContentsCounts;

const isEmpty = (counts: ContentsCounts) => CONTENTS_PARTS.every((part) => counts[part] === 0);

/**
 * Copies all that one store holds into another, empty one, and reads it back. Once more changes nothing. Throws
 * CopyRefused where the target holds something else, and a StoreError where one of them fails: then it is empty.
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
    throw new Error('What was copied does not read back as it was: do not use the copy.');
  }
  return { counts, copied: true };
};
