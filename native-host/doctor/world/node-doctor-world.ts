import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { InstallWorld } from '../../install/install-world.ts';
import { openStartLog, type StartLine } from '../../starts/start-log.ts';
import type { DoctorWorld } from '../doctor-world.ts';
import { startAsBrowser } from '../start-as-browser.ts';
import { commandLines } from './command-lines.ts';
import { ollamaFacts } from './ollama-facts.ts';
import { storeFacts } from './store-facts.ts';

interface Options {
  /** The operating system. */
  readonly world: InstallWorld;
  /** Data directory. */
  readonly data: string;
  /** How long a host may take for its first answer, in milliseconds. @default 5000 */
  readonly startLimitMs?: number | undefined;
  /** How long to wait for another process that uses the store, in milliseconds. @default 1000 */
  readonly busyMs?: number;
  /** Starts that are not in the log yet. @default none */
  readonly running?: readonly StartLine[];
}

const BUSY_MS = 1_000;

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );

/** The free bytes of the disk of a directory, or of the nearest one above it that exists. */
const freeBytes = async (directory: string): Promise<number | undefined> => {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch {
    const above = dirname(directory);
    return above === directory ? undefined : freeBytes(above);
  }
};

/** The computer that this process runs on. */
export const nodeDoctorWorld = ({
  world,
  data,
  startLimitMs,
  busyMs = BUSY_MS,
  running = [],
}: Options): DoctorWorld => ({
  ...world,
  now: Date.now,
  start: (program) => startAsBrowser(program, startLimitMs),
  mayWrite,
  freeBytes,
  commandLines: () => commandLines(world),
  starts: () => [...openStartLog(data).read(), ...running],
  store: () => storeFacts(data, busyMs),
  ollama: () => ollamaFacts({ data, env: world.env, busyMs }),
});
