import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runNpm } from '../../scripts/run-npm.ts';
import { ROOT } from './pack.ts';

const run = promisify(execFile);

/** What Vitest reports of a run, as far as it is read here. */
interface TestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly name: string; readonly message: string }[];
}

/** A folder outside of this checkout with the packed package in it, as a stranger would have it. */
export interface EmptyProject {
  readonly folder: string;
  /** Builds a folder within by its `vite.config.mjs`, or another configuration. */
  build(folder: string, env?: Readonly<Record<string, string>>, config?: string): Promise<void>;
  /** Runs the tests of a folder within by Vitest. */
  test(folder: string): Promise<TestReport>;
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
    async build(within, env = {}, config = 'vite.config.mjs') {
      const program = join(modules, 'vite/bin/vite.js');
      const options = { cwd: within, env: { ...process.env, ...env } };
      await run(process.execPath, [program, 'build', '--config', config, '--logLevel', 'warn'], options);
    },
    async test(within) {
      // Vitest refuses to run within a test of its own.
      const { VITEST: _, ...env } = process.env;
      const program = join(modules, 'vitest/vitest.mjs');
      const report = join(within, 'report.json');
      const args = [program, 'run', '--root', within, '--reporter', 'json', '--outputFile', report];
      // It exits with 1 where a test has failed: the report says which.
      await run(process.execPath, args, { cwd: within, env }).catch(() => {});
      return JSON.parse(await readFile(report, 'utf8')) as TestReport;
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
