import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ROOT } from './pack.ts';

const FOLDER = 'docs/developers';

/** A guide of the documentation, and the project that it describes. */
export interface Guide {
  readonly name: string;
  /** Its code blocks, by the name of their file. */
  readonly files: Readonly<Record<string, string>>;
  /** Code blocks without a file name. */
  readonly loose: readonly string[];
  /** The lines of its shell blocks, in order. */
  readonly commands: readonly string[];
}

const BLOCK = /^```(?<language>\w+)(?: title="(?<title>[^"]+)")?\n(?<code>.*?)^```$/gms;

/** @param path the file, from the root of this project */
export const readGuide = (path: string): Guide => {
  const files: Record<string, string> = {};
  const loose: string[] = [];
  const commands: string[] = [];
  const text = readFileSync(join(ROOT, path), 'utf8').replaceAll('\r\n', '\n');
  for (const { groups } of text.matchAll(BLOCK)) {
    const { language = '', title, code = '' } = groups ?? {};
    if (title) files[title] = code;
    else if (language === 'sh') commands.push(...code.trim().split('\n'));
    else loose.push(code);
  }
  return { name: basename(path, '.md'), files, loose, commands };
};

/** Pages without code to build: those that are generated, and the list of all. */
const WITHOUT_CODE = new Set(['reference.md', 'error-codes.md', 'scopes-and-routes.md', 'index.md']);

/** Pages whose code has a test file of its own. */
const TESTED_APART = new Set(['testing.md', 'bundlers.md']);

/** Every other page with code. */
export const PAGES: readonly Guide[] = readdirSync(join(ROOT, FOLDER))
  .filter((file) => file.endsWith('.md') && !WITHOUT_CODE.has(file) && !TESTED_APART.has(file))
  .map((file) => readGuide(join(FOLDER, file)));

/** Pages of short answers; every other page is a whole extension. */
const SHORT = new Set(['recipes']);

export const GUIDES: readonly Guide[] = PAGES.filter(({ name }) => !SHORT.has(name));

/** The packages that the first guide installs, for all of them. */
export const installedPackages = (): string[] => {
  const text = readFileSync(join(ROOT, FOLDER, 'new-extension.md'), 'utf8');
  const commands = Array.from(text.matchAll(/^npm install (.+)$/gm), ([, names = '']) => names.split(' '));
  return commands.flat().filter((name) => !name.startsWith('-') && !name.endsWith('.tgz'));
};

/** The code that the README shows to a developer, as a file. */
export const readmeCode = (): string =>
  Array.from(
    readFileSync(join(ROOT, 'README.md'), 'utf8').replaceAll('\r\n', '\n').matchAll(BLOCK),
    ({ groups }) => (groups?.['language'] === 'ts' ? (groups['code'] ?? '') : ''),
  ).join('');

/** Writes a guide's project into a folder. */
export const writeGuide = async ({ files }: Pick<Guide, 'files'>, folder: string): Promise<void> => {
  for (const [file, code] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), code);
  }
};
