import { fileURLToPath } from 'node:url';

/** The bundle of the host that `npm run build` writes. */
export const HOST = fileURLToPath(new URL('../../native-host/dist/host.mjs', import.meta.url));

const executable = process.env['TURNKEY_EXECUTABLE'];

/** Whether the tests drive the single executable. */
export const IS_EXECUTABLE = executable !== undefined;

/**
 * The command that starts the built host, and its first arguments: the single executable that the environment variable
 * `TURNKEY_EXECUTABLE` names, else this Node with the bundle.
 */
export const HOST_PROGRAM: readonly [program: string, ...first: string[]] = executable
  ? [executable]
  : [process.execPath, HOST];

const [PROGRAM, ...FIRST] = HOST_PROGRAM;

/** The command that starts the built host with these arguments, for `spawn`. */
export const hostCommand = (...args: readonly string[]): [command: string, args: string[]] => [
  PROGRAM,
  [...FIRST, ...args],
];

/** The environment of what {@link hostCommand} starts. The executable finds no program in PATH, such as Node. */
export const hostEnv = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...process.env,
  ...(IS_EXECUTABLE && { PATH: '' }),
  ...more,
});
