import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from '../../scripts/run-npm.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The package as `npm publish` would upload it. */
export interface Packed {
  readonly tarball: string;
  readonly files: readonly string[];
  remove(): Promise<void>;
}

/** @param root the folder of the package. @default the root of this project, which is the whole of it */
export const pack = async (root = ROOT): Promise<Packed> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-pack-'));
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await runNpm(args, root);
  const answer: unknown = JSON.parse(stdout);
  // npm 11 prints a list, npm 12 an object by name.
  const [{ filename, files }] = Object.values(
    answer as Record<string, { filename: string; files: { path: string }[] }>,
  ) as [{ filename: string; files: { path: string }[] }];
  return {
    tarball: join(folder, filename),
    files: files.map(({ path }) => path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
