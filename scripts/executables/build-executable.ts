import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PRODUCT } from '../installers/product.ts';
import { fetchKeyring, fetchRuntime } from './fetch-parts.ts';
import { signAdHoc } from './sign-ad-hoc.ts';
import { type ExecutableTarget, targetOf } from './targets.ts';
import { setWindowsResources } from './windows-resources.ts';

const run = promisify(execFile);

interface Options {
  readonly target: ExecutableTarget;
  /** The host as one file, in a folder of its own; see `bundleHost`. */
  readonly bundle: string;
  /** Folder of the packages that were fetched. */
  readonly cache: string;
  /** Path of the executable to write. */
  readonly out: string;
}

/** The command of Bun that makes an executable of a file. */
export const COMPILE: readonly string[] = [
  'build',
  '--compile',
  '--minify',
  // Without it, each start compiles the whole host: 63 ms of the processor instead of 19.
  '--bytecode',
  '--format=esm',
];

/** The first file: hands the path of the keyring within the executable to the host. */
const ENTRY = `import keyring from './keyring.node' with { type: 'file' };
import { start } from './host.mjs';
void start(keyring);
`;

/** The name in the signature for macOS. */
const IDENTIFIER = 'ollama-turnkey';

const ICONS = new URL('../../extension/companion/icons/', import.meta.url);

/**
 * Writes a copy of Bun's runtime for Windows that bears the name, the version and the icon of Turnkey, and returns its
 * path. Bun's own options for them work on Windows only.
 */
const nameRuntime = async (runtime: string, file: string, folder: string): Promise<string> => {
  const icons = [16, 32, 48, 128].map(
    async (side) => [side, await readFile(new URL(`${side}.png`, ICONS))] as const,
  );
  const { name, version, licence } = PRODUCT;
  const about = { name, version, licence, file, icons: new Map(await Promise.all(icons)) };
  const named = join(folder, 'windows-runtime');
  await writeFile(named, setWindowsResources(await readFile(runtime), about));
  return named;
};

/** Builds the single executable of the host for a target, on any of them. */
export const buildExecutable = async ({ target, bundle, cache, out }: Options): Promise<void> => {
  const builder = await fetchRuntime(targetOf(process), cache);
  const fetched = await fetchRuntime(target, cache);
  const { module } = await fetchKeyring(target, cache);
  const folder = dirname(bundle);
  await copyFile(module, join(folder, 'keyring.node'));
  const isWindows = target.name.startsWith('windows');
  const runtime = isWindows ? await nameRuntime(fetched, target.file, folder) : fetched;
  const entry = join(folder, 'entry.mjs');
  await writeFile(entry, ENTRY);
  await chmod(builder, 0o755);
  await mkdir(dirname(out), { recursive: true });
  await run(builder, [
    ...COMPILE,
    `--target=${target.bun}`,
    `--compile-executable-path=${runtime}`,
    // A file in the folder where the browser happened to start must not change what the host does.
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    entry,
    `--outfile=${out}`,
  ]);
  // Bun signs for arm64 only. For x64 the signature of its own runtime is left, which is invalid: macOS would end it.
  if (target.name.startsWith('darwin')) await writeFile(out, signAdHoc(await readFile(out), IDENTIFIER));
};
