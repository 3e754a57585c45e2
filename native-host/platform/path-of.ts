import { posix, win32 } from 'node:path';
import type { Platform } from '../install/install-world.ts';

/** The path functions of the given operating system, whatever this one is. */
export const pathOf = (platform: Platform): typeof posix => (platform === 'win32' ? win32 : posix);
