import { realpathSync, statfsSync } from 'node:fs';

/** How SQLite keeps a write whole: `wal` lets readers go on meanwhile, `truncate` works on every file system. */
export type JournalMode = 'wal' | 'truncate';

/** What is known of where a folder lies. */
export interface Place {
  readonly platform: NodeJS.Platform;
  /** With links and mapped drives resolved. */
  readonly path: string;
  /** `f_type` of statfs; undefined where it could not be read. */
  readonly type: number | undefined;
}

/**
 * Linux's numbers of file systems that other machines, or a program, may serve (statfs(2), linux/magic.h).
 * WAL keeps its index in memory that all users of the file share, which such a file system has not
 * (sqlite.org/wal.html).
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

/** macOS numbers file systems in the order in which they are loaded, but for those of its first days. */
const NFS_MACOS = 2;

type Rule = (place: Place) => boolean;

/** Whether a folder lies on a file system that is served. Where a system can't tell, its places can. */
const SERVED: Partial<Record<NodeJS.Platform, Rule>> = {
  linux: ({ type }) => type !== undefined && Object.hasOwn(SERVED_LINUX, type >>> 0),
  darwin: ({ type, path }) => type === NFS_MACOS || /^\/(Volumes|Network|net)\//.test(path),
  // A share by its name; its letter is resolved to that.
  win32: ({ path }) => /^[\\/]{2}(?![.?][\\/](?!UNC[\\/]))/i.test(path),
};

/** The journal for a place. An unknown file system is taken for a local one. */
export const journalModeFor = (place: Place): JournalMode =>
  SERVED[place.platform]?.(place) ? 'truncate' : 'wal';

const orUndefined = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Where a folder of this computer lies. */
export const placeOf = (folder: string): Place => ({
  platform: process.platform,
  path: orUndefined(() => realpathSync.native(folder)) ?? folder,
  type: orUndefined(() => statfsSync(folder).type),
});
