import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Puts the Node of this platform into `node_modules/.bin`, where npm scripts find it first. npm does so too, but
 * before version 11.6 it then removes the link with the packages of the other platforms, which have a `node` as well.
 * Does nothing if npm has installed no package for this platform. It is JavaScript because an older Node may run it.
 */
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const { optionalDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const isSameFile = (one, other) => {
  const [a, b] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
};

for (const name of Object.keys(optionalDependencies)) {
  const manifest = join(MODULES, name, 'package.json');
  if (!existsSync(manifest)) continue;
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const program = join(MODULES, name, bin.node);
  const link = join(MODULES, '.bin', program.endsWith('.exe') ? 'node.exe' : 'node');
  if (isSameFile(program, link)) continue;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  // Symbolic links need a privilege on Windows.
  if (process.platform === 'win32') linkSync(program, link);
  else symlinkSync(relative(dirname(link), program), link);
}
