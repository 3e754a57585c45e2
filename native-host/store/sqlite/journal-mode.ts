import { realpathSync, statfsSync } from 'node:fs';

/** Journal mode of SQLite. `wal` lets readers continue during a write; `truncate` works on every file system. */
export type JournalMode = 'wal' | 'truncate';

/** The location of a folder. */
export interface Place {
  readonly platform: NodeJS.Platform;
  /** With symbolic links and mapped drives resolved. */
  readonly path: string;
  /** `f_type` of statfs(2). Undefined if it could not be read. */
  readonly type: number | undefined;
}

/**
 * `f_type` on Linux of file systems that another machine or a program may serve (statfs(2), linux/magic.h). WAL needs
 * memory that all processes share, which such file systems do not provide (https://www.sqlite.org/wal.html).
 */
const SERVED_LINUX: Readonly<Record<number, string>> = {
  26985: 'nfs',
  20859: 'smb',
  4283649346: 'cifs',
  4266872130: 'smb2',
  1702057286: 'fuse',
  16914839: '9p',
  2020557398: 'vboxsf',
  12805120: 'ceph',
  1397113167: 'afs',
  1799439955: 'kafs',
  1937076805: 'coda',
  22092: 'ncp',
  198183888: 'lustre',
  18225520: 'gfs2',
  1952539503: 'ocfs2',
};

/** `f_type` on macOS is assigned in the order of loading, except for the oldest file systems. */
const NFS_MACOS = 2;

type Rule = (place: Place) => boolean;

/** Whether a folder is on such a file system, by its type or, where that is unknown, by its path. */
const SERVED: Partial<Record<NodeJS.Platform, Rule>> = {
  linux: ({ type }) => type !== undefined && Object.hasOwn(SERVED_LINUX, type >>> 0),
  darwin: ({ type, path }) => type === NFS_MACOS || /^\/(Volumes|Network|net)\//.test(path),
  // A UNC path. Mapped drive letters were resolved to it.
  win32: ({ path }) => /^[\\/]{2}(?![.?][\\/](?!UNC[\\/]))/i.test(path),
};

/** The journal mode for a location. Unknown file systems count as local. */
export const journalModeFor = (place: Place): JournalMode =>
  SERVED[place.platform]?.(place) ? 'truncate' : 'wal';

const orUndefined = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** The location of a folder. */
export const placeOf = (folder: string): Place => ({
  platform: process.platform,
  path: orUndefined(() => realpathSync.native(folder)) ?? folder,
  type: orUndefined(() => statfsSync(folder).type),
});
