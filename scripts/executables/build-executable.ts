import { execFile } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { fetchRuntime } from './fetch-runtime.ts';
import { type ExecutableTarget, targetOf } from './targets.ts';

const run = promisify(execFile);

interface Options {
  readonly target: ExecutableTarget;
  /** The host as one file; see `bundleHost`. */
  readonly bundle: string;
  /** Folder of the runtimes that were fetched. */
  readonly cache: string;
  /** Path of the executable to write. */
  readonly out: string;
}

/** Builds the single executable of the host for a target, on any of them. */
export const buildExecutable = async ({ target, bundle, cache, out }: Options): Promise<void> => {
  const builder = await fetchRuntime(targetOf(process), cache);
  const runtime = await fetchRuntime(target, cache);
  await chmod(builder, 0o755);
  await mkdir(dirname(out), { recursive: true });
  await run(builder, [
    'build',
    '--compile',
    `--target=${target.bun}`,
    `--compile-executable-path=${runtime}`,
    // A file in the folder where the browser happened to start must not change what the host does.
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    '--minify',
    bundle,
    `--outfile=${out}`,
  ]);
};
