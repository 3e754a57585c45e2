import { posix, win32 } from 'node:path';

/** The operating systems that the host can be installed on, as in `process.platform`. */
export type Platform = 'linux' | 'darwin' | 'win32';

/** As `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The functions of `node:path` for an operating system. */
export const pathOf = (platform: Platform): typeof posix => (platform === 'win32' ? win32 : posix);
