import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FOREIGN_ENV } from '../run-npm.ts';
import type { Client, Given } from './client.ts';

/** The longest that a client may take, in milliseconds. Open WebUI migrates its database first. */
const MOST_MS = 300_000;

interface Outcome {
  readonly code: number | string | null;
  readonly message: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an installed client. Throws with the end of its output unless it does what is expected. */
export const runClient = async ({ run, says, exitCode = 0 }: Client, given: Given): Promise<void> => {
  const { command, args, env } = run(given);
  const running = promisify(execFile)(command, [...args], {
    env: { ...FOREIGN_ENV, ...env },
    cwd: given.folder,
    maxBuffer: 2 ** 26,
    timeout: MOST_MS,
  });
  running.child.stdin?.end();
  const { code, message, stdout, stderr }: Outcome = await running.then(
    (done) => ({ code: 0, message: '', ...done }),
    (error: Outcome) => error,
  );
  // A client that works answers on stdout, one that fails explains on stderr.
  if (code === exitCode && says.test(exitCode === 0 ? stdout : stderr)) return;
  throw new Error([message, `It ended with ${code}.`, stdout, stderr].join('\n').slice(-4_000));
};
