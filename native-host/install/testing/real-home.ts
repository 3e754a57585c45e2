import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { InstallWorld } from '../install-world.ts';
import { nodeWorld } from '../node-world.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** A temporary home directory on this machine, with a bundle to install. */
export interface RealHome {
  readonly home: string;
  readonly bundle: string;
  readonly world: InstallWorld;
  /** Creates a directory in it. */
  readonly directory: (path: string) => void;
  /** Writes a file in it. */
  readonly file: (path: string, text: string) => string;
  /** All files in a directory of it, sorted. */
  readonly files: (path?: string) => string[];
}

/** A host that prints its arguments and echoes its input. */
export const ECHO_HOST = `
import { stdin, stdout } from 'node:process';
const said = { arguments: process.argv.slice(2), home: process.env.OLLAMA_TURNKEY_HOME ?? null, script: process.argv[1] };
let input = '';
for await (const chunk of stdin) input += chunk;
stdout.write(JSON.stringify({ ...said, input }));
`;

/** Creates such a directory. @param name the name of the directory, in which any character may occur */
export const realHome = (name = 'home'): RealHome => {
  const top = temporaryDirectory();
  const home = join(top, name);
  mkdirSync(home);
  const bundle = join(top, 'bundle.mjs');
  writeFileSync(bundle, ECHO_HOST);
  // An ordinary user, even if root runs the tests.
  const world = { ...nodeWorld(), home, uid: 1000, env: { PATH: process.env['PATH'] } };
  const directory = (path: string): void => {
    mkdirSync(join(home, path), { recursive: true });
  };
  const file = (path: string, text: string): string => {
    directory(dirname(path));
    writeFileSync(join(home, path), text);
    return join(home, path);
  };
  const files = (path = '.'): string[] =>
    readdirSync(join(home, path), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
      .sort();
  return { home, bundle, world, directory, file, files };
};
