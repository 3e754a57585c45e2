import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FOREIGN_ENV, runNpm } from '../run-npm.ts';
import type { Client } from './client.ts';

const run = promisify(execFile);

/** The Python that makes environments; one of the versions that Open WebUI supports. */
const PYTHON = process.env['PYTHON'] ?? 'python3';

const isWindows = process.platform === 'win32';

/** The path of a program of a Python environment. */
export const inVenv = (folder: string, program: string): string =>
  isWindows ? join(folder, 'venv', 'Scripts', `${program}.exe`) : join(folder, 'venv', 'bin', program);

const commands: Record<Client['from'], (client: Client, folder: string) => Promise<unknown>> = {
  async npm({ packages }, folder) {
    await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
    await runNpm(['install', '--no-audit', '--no-fund', ...packages], folder, FOREIGN_ENV);
  },
  async PyPI({ packages, installArgs }, folder) {
    await run(PYTHON, ['-m', 'venv', join(folder, 'venv')]);
    await run(inVenv(folder, 'pip'), ['install', '--quiet', 'uv']);
    const more = installArgs?.(folder) ?? [];
    const args = ['pip', 'install', '--quiet', '--python', inVenv(folder, 'python'), ...more, ...packages];
    await run(inVenv(folder, 'uv'), args, { maxBuffer: 2 ** 26 });
  },
  async Go({ packages }, folder) {
    await run('go', ['mod', 'init', 'client'], { cwd: folder });
    await run('go', ['get', ...packages], { cwd: folder, maxBuffer: 2 ** 26 });
  },
  system: async () => undefined,
};

/** Installs a client into its folder, unless an earlier run has done so. */
export const install = async (client: Client, folder: string): Promise<void> => {
  const done = join(folder, '.installed');
  if (existsSync(done)) return;
  await mkdir(folder, { recursive: true });
  await commands[client.from](client, folder);
  await writeFile(done, '');
};

const npmVersions = async (folder: string) => {
  const { stdout } = await runNpm(['ls', '--json', '--depth=0'], folder, FOREIGN_ENV);
  const { dependencies } = JSON.parse(stdout) as { dependencies: Record<string, { version: string }> };
  return Object.entries(dependencies).map(([name, { version }]) => `${name} ${version}`);
};

const pythonVersions = async (packages: readonly string[], folder: string) => {
  const args = ['pip', 'list', '--format=json', '--python', inVenv(folder, 'python')];
  const { stdout } = await run(inVenv(folder, 'uv'), args);
  const all = JSON.parse(stdout) as { name: string; version: string }[];
  return all.filter(({ name }) => packages.includes(name)).map(({ name, version }) => `${name} ${version}`);
};

/** The installed versions of its packages, for the report. */
export const versions = async ({ from, packages }: Client, folder: string): Promise<string> => {
  if (from === 'npm') return (await npmVersions(folder)).join(', ');
  if (from === 'PyPI') return (await pythonVersions(packages, folder)).join(', ');
  if (from === 'Go') return packages.join(', ').replace('@', ' ');
  const { stdout, stderr } = await run(packages[0] ?? '', ['--version']);
  return (stdout + stderr).match(/\d+\.\d+\.\d+/)?.[0] ?? 'unknown';
};
