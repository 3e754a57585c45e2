import { posix, win32 } from 'node:path';
import type { InstallFs, InstallWorld, RunResult } from '../install-world.ts';

/** A simulated operating system in memory. */
export interface MemoryWorld extends InstallWorld {
  readonly files: Map<string, string>;
  readonly registry: Map<string, string>;
  /** Creates a directory and its parents. */
  readonly directory: (path: string) => void;
}

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });

/** Node programs by path, with their version, and links by path, with their target. */
interface Contents {
  readonly nodes?: Record<string, string>;
  readonly links?: Record<string, string>;
}

/** Creates a simulated operating system with these Node programs and links. */
export const memoryWorld = (
  world: Omit<InstallWorld, 'fs' | 'run'>,
  { nodes = {}, links = {} }: Contents = {},
): MemoryWorld => {
  const path = world.platform === 'win32' ? win32 : posix;
  const files = new Map<string, string>();
  const directories = new Set<string>();
  const registry = new Map<string, string>();
  const directory = (name: string): void => {
    for (let at = name; !directories.has(at); at = path.dirname(at)) directories.add(at);
  };
  const inside = (name: string): string[] => [
    ...new Set(
      [...files.keys(), ...directories]
        .filter((entry) => entry.startsWith(name + path.sep))
        .map((entry) => entry.slice(name.length + 1).split(path.sep)[0] ?? ''),
    ),
  ];
  const fs: InstallFs = {
    readFile: async (name) => {
      const text = files.get(name);
      if (text === undefined) throw failure('ENOENT', name);
      return text;
    },
    writeFile: async (name, text) => {
      if (!directories.has(path.dirname(name))) throw failure('ENOENT', name);
      files.set(name, text);
    },
    chmod: async () => {},
    copyFile: async (from, to) => {
      if (!directories.has(path.dirname(to))) throw failure('ENOENT', to);
      files.set(to, files.get(from) ?? '');
    },
    rename: async (from, to) => {
      files.set(to, files.get(from) ?? '');
      files.delete(from);
    },
    mkdir: async (name) => {
      directory(name);
      return undefined;
    },
    readdir: async (name) => {
      if (!directories.has(name)) throw failure('ENOENT', name);
      return inside(name);
    },
    rm: async (name) => {
      for (const file of [...files.keys()])
        if (file === name || file.startsWith(name + path.sep)) files.delete(file);
      for (const known of [...directories])
        if (known === name || known.startsWith(name + path.sep)) directories.delete(known);
    },
    rmdir: async (name) => {
      if (inside(name).length > 0) throw failure('ENOTEMPTY', name);
      directories.delete(name);
    },
    realpath: async (name) => {
      const real = links[name] ?? name;
      if (!(real in nodes)) throw failure('ENOENT', name);
      return real;
    },
    stat: async (name) => {
      const isDirectory = directories.has(name);
      if (!isDirectory && !files.has(name) && !(name in nodes)) throw failure('ENOENT', name);
      return { isDirectory: () => isDirectory };
    },
  };
  const reg: Record<string, (key: string, value: string) => RunResult> = {
    query: (key) => {
      const value = registry.get(key);
      return value === undefined
        ? {
            code: 1,
            stdout: '',
            stderr: 'ERROR: The system was unable to find the specified registry key.\r\n',
          }
        : { code: 0, stdout: `\r\n${key}\r\n    (Standard)    REG_SZ    ${value}\r\n\r\n`, stderr: '' };
    },
    add: (key, value) => {
      registry.set(key, value);
      return { code: 0, stdout: '', stderr: '' };
    },
    delete: (key) => ({ code: registry.delete(key) ? 0 : 1, stdout: '', stderr: '' }),
  };
  const run: InstallWorld['run'] = async (command, args) => {
    if (command.endsWith('\\reg.exe'))
      return reg[args[0] ?? '']?.(args[1] ?? '', args[6] ?? '') ?? { code: 1, stdout: '', stderr: 'syntax' };
    const version = nodes[links[command] ?? command];
    return { code: version === undefined ? 127 : 0, stdout: `${version ?? ''}\n`, stderr: '' };
  };
  directory(world.home);
  return { ...world, fs, run, files, registry, directory };
};
