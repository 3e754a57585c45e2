import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readGuide, writeGuide } from '../../tests/package/guides.ts';
import { FOREIGN_ENV } from '../run-npm.ts';
import type { Recipe } from './recipes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCS = 'docs/developers';
const run = promisify(execFile);

const COMPILER = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  jsx: 'react-jsx',
  target: 'es2024',
  module: 'preserve',
  moduleResolution: 'bundler',
  lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'],
  types: ['chrome'],
};

/** Does in a folder what a page says, as its reader would: installs, writes the files, builds. */
export const makeProject = async (recipe: Recipe, folder: string, tarball: string): Promise<void> => {
  const own = readGuide(join(DOCS, 'recipes', `${recipe.name}.md`));
  const first = recipe.onFirstGuide ? readGuide(join(DOCS, 'new-extension.md')) : undefined;
  await mkdir(folder, { recursive: true });

  const shell = (command: string) =>
    run(process.platform === 'win32' ? 'cmd' : 'sh', [process.platform === 'win32' ? '/c' : '-c', command], {
      cwd: folder,
      env: FOREIGN_ENV,
      maxBuffer: 2 ** 26,
    });
  const from = (commands: readonly string[], program: RegExp) =>
    commands
      .filter((command) => program.test(command) && !/npm ci|--config|firefox/.test(command))
      .map((command) => command.replace(/\S+\.tgz/, tarball));

  for (const command of from([...(first?.commands ?? []), ...own.commands], /^npm /)) await shell(command);
  await writeGuide({ files: { ...first?.files, ...own.files } }, folder);
  for (const [file, source] of Object.entries(recipe.copied ?? {})) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(ROOT, source), join(folder, file));
  }
  if (first) {
    const include = ['*.ts', '*.tsx'];
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER, include }));
    await shell('npm install --save-dev typescript');
    await shell('npx tsc -p .');
  }
  for (const command of from([...(first?.commands ?? []), ...own.commands], /^npx /)) await shell(command);
};
