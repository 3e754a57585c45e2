import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The package as `npm publish` would send it. */
export interface Packed {
  readonly tarball: string;
  readonly files: readonly string[];
  remove(): Promise<void>;
}

/** Runs npm, which is a script on Windows. */
export const npm = (args: readonly string[], cwd: string) =>
  run('npm', args, { cwd, shell: process.platform === 'win32' });

export const pack = async (): Promise<Packed> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-pack-'));
  const { stdout } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
  const answer: unknown = JSON.parse(stdout);
  // npm 11 answers a list, npm 12 an object by name.
  const [{ filename, files }] = Object.values(
    answer as Record<string, { filename: string; files: { path: string }[] }>,
  ) as [{ filename: string; files: { path: string }[] }];
  return {
    tarball: join(folder, filename),
    files: files.map(({ path }) => path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
