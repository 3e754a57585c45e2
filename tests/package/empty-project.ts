import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runNpm } from '../../scripts/run-npm.ts';
import { ROOT } from './pack.ts';

const run = promisify(execFile);

/** A folder outside of this checkout with the packed package in it, as a stranger would have it. */
export interface EmptyProject {
  readonly folder: string;
  /** Builds a folder within by its `vite.config.mjs`. */
  build(folder: string): Promise<void>;
  /** Checks the types of a folder within; gives what is wrong. */
  typesOf(folder: string, options?: Readonly<Record<string, unknown>>): Promise<string>;
  remove(): Promise<void>;
}

/** What a stranger installs as well, which is borrowed from this checkout: the tests have no network. */
export const BORROWED: readonly string[] = [
  'vite',
  'vitest',
  '@crxjs/vite-plugin',
  'ollama',
  'openai',
  'typescript',
  'jsdom',
  'preact',
  '@types/chrome',
  '@types/react',
];

const COMPILER = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  target: 'es2024',
  module: 'preserve',
  moduleResolution: 'bundler',
  lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'],
  types: ['chrome'],
};

export const emptyProject = async (tarball: string): Promise<EmptyProject> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-project-'));
  await runNpm(['init', '--yes'], folder);
  await runNpm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], folder);
  const modules = join(folder, 'node_modules');
  for (const name of BORROWED) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  }
  return {
    folder,
    async build(within) {
      const program = join(modules, 'vite/bin/vite.js');
      await run(process.execPath, [program, 'build', '--logLevel', 'warn'], { cwd: within });
    },
    async typesOf(within, options = {}) {
      const config = { compilerOptions: { ...COMPILER, ...options }, include: ['*.ts', '*.tsx'] };
      await writeFile(join(within, 'tsconfig.json'), JSON.stringify(config));
      const program = join(modules, 'typescript/bin/tsc');
      return run(process.execPath, [program, '-p', within]).then(
        () => '',
        ({ stdout }: { stdout: string }) => stdout,
      );
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
};
