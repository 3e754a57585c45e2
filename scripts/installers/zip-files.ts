import { zipSync } from 'fflate';

/** A file to put into a zip. */
export interface ZipFile {
  /** Its path in the zip, with `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Its permissions on Unix. */
  readonly mode: number;
}

/** The first time that a zip can state, as local time: zips have no time zone. */
const mtime = new Date(1980, 0, 1);

/** A zip with the permissions of its files. The same files give the same bytes. */
export const zipFiles = (files: readonly ZipFile[]): Uint8Array =>
  zipSync(
    Object.fromEntries(
      // System 3 is Unix; the upper half of the attributes is the mode of a regular file.
      files.map(({ name, bytes, mode }) => [name, [bytes, { os: 3, attrs: (0o100000 | mode) << 16 }]]),
    ),
    { level: 6, mtime },
  );
