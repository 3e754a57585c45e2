import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutableTarget } from './targets.ts';

/** Folder of the executables. */
export const OUT = fileURLToPath(new URL('../../dist/executables/', import.meta.url));

/** Folder of the packages that were fetched: Bun's runtimes and the keyring. */
export const CACHE = fileURLToPath(new URL('../../node_modules/.cache/bun/', import.meta.url));

/** Where the executable of a target is after a build. */
export const executablePath = ({ name, file }: Pick<ExecutableTarget, 'name' | 'file'>): string =>
  join(OUT, name, file);
