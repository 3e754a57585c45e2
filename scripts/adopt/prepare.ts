import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FOREIGN_ENV } from '../run-npm.ts';
import type { Adoption } from './adoption.ts';
import { change } from './change.ts';

/** An adopted extension that is built. */
export interface Prepared {
  /** The folder to load. */
  readonly output: string;
  /** Lines added to and removed from its own files, without package.json and the lock file. */
  readonly added: number;
  readonly removed: number;
  readonly seconds: { readonly install: number; readonly build: number };
}

/** Runs a program in a folder. */
const runIn = async (folder: string, program: string, ...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: folder,
    env: FOREIGN_ENV,
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  });
  return stdout;
};

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return Math.round((performance.now() - start) / 1000);
};

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Clones a checkout into an empty folder, installs the SDK, changes the clone, and runs the extension's own build. */
export const prepare = async (
  checkout: string,
  adoption: Adoption,
  { folder, tarball }: { readonly folder: string; readonly tarball: string },
): Promise<Prepared> => {
  await runIn(dirname(folder), 'git', 'clone', '--quiet', checkout, folder);
  await runIn(folder, 'git', 'checkout', '--quiet', '--detach', adoption.commit);
  if (!(await exists(join(folder, 'package.json')))) await runIn(folder, 'npm', 'init', '--yes');
  // The SDK alone, under the name that the guides import.
  const packages = [`ollama-turnkey@file:${tarball}`, ...(adoption.packages ?? [])];
  const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
  const install = await secondsOf(() => runIn(folder, 'npm', 'install', ...options, ...packages));
  await change(folder, adoption);
  const [program = '', ...args] = adoption.build;
  const build = await secondsOf(() => runIn(folder, program, ...args));
  const files = ['--', '.', ':!package.json', ':!package-lock.json'];
  const counts = (await runIn(folder, 'git', 'diff', '--numstat', ...files)).trim().split('\n');
  const total = (column: number) =>
    counts.reduce((sum, line) => sum + Number(line.split('\t')[column] ?? 0), 0);
  return {
    output: join(folder, adoption.output),
    added: total(0),
    removed: total(1),
    seconds: { install, build },
  };
};
