import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The environment for programs in another project: without the settings of this one, which `npm run` passes on, and with
 * the Node of this process first in PATH, since programs of npm take the first one.
 */
export const FOREIGN_ENV: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
};

/** Runs npm, which is a script on Windows. @param cwd defaults to the root of this project */
export const runNpm = (args: readonly string[], cwd: string = ROOT, env = process.env) =>
  promisify(execFile)('npm', args, { cwd, env, maxBuffer: 2 ** 26, shell: process.platform === 'win32' });
