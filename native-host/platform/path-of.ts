import { posix, win32 } from 'node:path';

/** The operating systems that native messaging hosts are installed on, named as Node names them. */
export type Platform = 'linux' | 'darwin' | 'win32';

/** The environment of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The path functions of the given operating system, whatever this one is. */
export const pathOf = (platform: Platform): typeof posix => (platform === 'win32' ? win32 : posix);
