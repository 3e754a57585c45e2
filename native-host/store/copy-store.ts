import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../errors/user-error.ts';
import type { Store } from './contract.ts';
import type { ContentsPart, StoreContents } from './store-contents.ts';
import { CONTENTS_PARTS } from './tables.ts';

/** The number of rows of each kind. */
type ContentsCounts = Readonly<Record<ContentsPart, number>>;

export interface CopyReport {
  readonly counts: ContentsCounts;
  /** False if the target already held the same contents. */
  readonly copied: boolean;
}

const countsOf = (contents: StoreContents): ContentsCounts =>
  Object.fromEntries(CONTENTS_PARTS.map((part) => [part, contents[part].length])) as ContentsCounts;

/**
 * Copies the contents of a store into an empty one, and verifies them by reading them back. Copying again changes
 * nothing. Throws a UserError if the target holds other contents. If a store fails, throws a StoreError, and the target
 * stays empty.
 */
export const copyStore = async (
  from: Pick<Store, 'contents'>,
  to: Pick<Store, 'contents'>,
): Promise<CopyReport> => {
  const [source, target] = await Promise.all([from.contents.read(), to.contents.read()]);
  const counts = countsOf(source);
  if (isDeepStrictEqual(source, target)) return { counts, copied: false };
  const held = countsOf(target);
  if (CONTENTS_PARTS.some((part) => held[part] > 0)) {
    throw new UserError(
      `The target store is not empty. It holds ${CONTENTS_PARTS.map((part) => `${held[part]} ${part}`).join(', ')}.`,
      'Copy to an empty store.',
    );
  }
  await to.contents.write(source);
  if (!isDeepStrictEqual(await to.contents.read(), source)) {
    throw new Error('The copy differs from the original. Do not use it.');
  }
  return { counts, copied: true };
};
