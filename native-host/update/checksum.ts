import { UserError } from '../errors/user-error.ts';

/** The file with the digests of a release, beside what was downloaded. */
export const SUMS_FILE = 'SHA256SUMS';

const HEX = /^[0-9a-f]{64}$/;

/** A digest as a person pastes it. Throws a UserError. */
export const parseDigest = (text: string): string => {
  const digest = text.trim().toLowerCase();
  if (HEX.test(digest)) return digest;
  throw new UserError('This is not a SHA-256 digest.', 'Give its 64 hexadecimal digits.');
};

/** The digest of a file in the format of `sha256sum`; undefined if the list has none. */
export const digestIn = (sums: string, name: string): string | undefined => {
  for (const line of sums.split(/\r?\n/)) {
    const [, digest, named] = /^([0-9a-fA-F]{64}) [ *](.+)$/.exec(line) ?? [];
    if (named === name) return digest?.toLowerCase();
  }
  return undefined;
};

/** Throws a UserError unless a file has the digest that is expected of it. */
export const checkDigest = (name: string, found: string, expected: string | undefined): void => {
  if (expected === undefined) {
    throw new UserError(
      `There is no checksum for ${name}.`,
      `Download ${SUMS_FILE} of the same release into the folder of the file, or give the digest with --sha256.`,
    );
  }
  if (found === expected) return;
  throw new UserError(
    `${name} has the checksum ${found} instead of ${expected}. Nothing was changed.`,
    'Download it again.',
  );
};
