// cspell:ignore libatomic userspec
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellQuote } from '../../native-host/install/posix-wrapper.ts';
import { DEBIAN_ROOT } from '../../scripts/installers/places.ts';

/** Why the tests in a bare Debian cannot run here; empty if they can. */
export const WITHOUT_DEBIAN = existsSync(DEBIAN_ROOT)
  ? ''
  : ' (skipped: needs Linux x64, root, debootstrap and a Debian mirror)';

export interface User {
  readonly name: string;
  readonly home: string;
}

/** A bare Debian 12 without Node, in a folder of its own. */
export interface Debian {
  readonly root: string;
  /** Runs a command as a user, with the environment of a browser. */
  run(user: User, ...command: string[]): { status: number | null; stdout: string; stderr: string };
  /** A program outside that starts the given one inside, with its own arguments. */
  launcher(user: User, program: string): Promise<string>;
  /** Puts the Node of this process and npm into `/opt/node`. Returns a function that removes them. */
  addNode(): Promise<() => Promise<void>>;
  /** Every file and link except the records of the package manager. */
  files(): string[];
  remove(): Promise<void>;
}

export const ROOT: User = { name: 'root', home: '/root' };

/** Copies the bare Debian, and adds users. */
export const newDebian = async (users: readonly User[]): Promise<Debian> => {
  const top = await mkdtemp(join(tmpdir(), 'turnkey-debian-'));
  const root = join(top, 'root');
  // `fs.cp` cannot copy device files.
  execFileSync('cp', ['--archive', DEBIAN_ROOT, root]);
  const inside = ({ name, home }: User, command: readonly string[]) => [
    ...['unshare', '--mount', 'sh', '-c', 'mount -t proc proc "$0/proc" && exec chroot "$@"', root],
    ...[`--userspec=${name}:${name}`, root],
    ...['env', '-i', `HOME=${home}`, 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LANG=C.UTF-8', ...command],
  ];
  const run: Debian['run'] = (who, ...command) => {
    const [program = '', ...args] = inside(who, command);
    return spawnSync(program, args, { encoding: 'utf8' });
  };
  for (const { name, home } of users) run(ROOT, 'useradd', '--create-home', '--home-dir', home, name);
  return {
    root,
    run,
    async launcher(who, program) {
      const path = join(top, 'start.sh');
      const words = inside(who, [program]).map(shellQuote).join(' ');
      await writeFile(path, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
      return path;
    },
    async addNode() {
      const folder = join(root, 'opt/node');
      const modules = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
      await mkdir(join(folder, 'bin'), { recursive: true });
      await mkdir(join(folder, 'lib/node_modules'), { recursive: true });
      await copyFile(process.execPath, join(folder, 'bin/node'));
      await cp(join(modules, 'npm'), join(folder, 'lib/node_modules/npm'), { recursive: true });
      await symlink('../lib/node_modules/npm/bin/npx-cli.js', join(folder, 'bin/npx'));
      // The library that Node needs and a bare Debian lacks: its package libatomic1.
      const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' });
      const [, library] = /libatomic\.so\.1 => (\S+)/.exec(libraries) ?? [];
      const inside = join(root, 'usr/lib/x86_64-linux-gnu/libatomic.so.1');
      if (library) await copyFile(library, inside);
      return async () => {
        await rm(folder, { recursive: true, force: true });
        await rm(inside, { force: true });
      };
    },
    files() {
      const options = ['-xdev', '!', '-type', 'd', '-printf', '%P\\n'];
      const paths = execFileSync('find', [root, ...options], { encoding: 'utf8' })
        .trim()
        .split('\n');
      return paths.filter((path) => !/^var\/(lib\/dpkg|log|cache)\//.test(path)).sort();
    },
    remove: () => rm(top, { recursive: true, force: true }),
  };
};
