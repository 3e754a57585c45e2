/** How the packages for Linux are compressed: as small as possible for a release, or in a second for tests. */
export type Compression = 'xz' | 'zstd';

/** The options of `dpkg-deb`. Debian 12 and Ubuntu 22.04 read both. */
export const DEB_COMPRESSION: Readonly<Record<Compression, readonly string[]>> = {
  xz: ['-Zxz', '-z6'],
  zstd: ['-Zzstd', '-z3'],
};

/** The option of `tar` and the end of the file's name. */
export const TAR_COMPRESSION: Readonly<Record<Compression, { readonly flag: string; readonly end: string }>> =
  {
    xz: { flag: '--xz', end: 'tar.xz' },
    zstd: { flag: '--zstd', end: 'tar.zst' },
  };
