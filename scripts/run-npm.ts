import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** PATH with the Node of this process first: programs of npm take the first one. */
export const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);

/** Runs npm, which is a script on Windows. @param cwd defaults to the root of this project */
export const runNpm = (args: readonly string[], cwd: string = ROOT) =>
  promisify(execFile)('npm', args, { cwd, maxBuffer: 2 ** 26, shell: process.platform === 'win32' });
