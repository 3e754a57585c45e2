import type { Env, Platform } from '../platform/path-of.ts';

/** What is known about a file or directory. The numbers are absent where the operating system has none. */
interface FileFacts {
  isDirectory(): boolean;
  readonly uid?: number;
  readonly mode?: number;
  readonly mtimeMs?: number;
}

/** The part of `node:fs/promises` that installing needs. */
export interface InstallFs {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  writeFile(path: string, text: string, options: { mode: number; flag: 'wx'; flush: true }): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  copyFile(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<string | undefined>;
  readdir(path: string): Promise<string[]>;
  rm(path: string, options: { recursive: boolean; force: boolean }): Promise<void>;
  rmdir(path: string): Promise<void>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<FileFacts>;
}

/** The result of running a program. `code` is 127 if it could not be started. */
export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The operating system as far as an install depends on it, so that tests can simulate each one on any other. */
export interface InstallWorld {
  readonly platform: Platform;
  readonly env: Env;
  /** The user's home directory, absolute. */
  readonly home: string;
  /** The program that is running, absolute: Node, or the single executable of the host. */
  readonly execPath: string;
  /** Whether that is the single executable, which needs no Node. */
  readonly isExecutable?: boolean;
  /** Whether a package installed it, with the manifests that name it. */
  readonly isPackaged?: boolean;
  readonly fs: InstallFs;
  /** Runs a program with arguments, without a shell. Never rejects. */
  readonly run: (command: string, args: readonly string[]) => Promise<RunResult>;
  /** The user's numeric id; absent on Windows. */
  readonly uid?: number;
}

const nothing = async (): Promise<undefined> => undefined;

/** A read-only view of a world, for `--dry-run`: every operation that would write does nothing and succeeds. */
export const dryWorld = (world: InstallWorld): InstallWorld => ({
  ...world,
  fs: {
    readFile: world.fs.readFile,
    readdir: world.fs.readdir,
    realpath: world.fs.realpath,
    stat: world.fs.stat,
    writeFile: nothing,
    chmod: nothing,
    copyFile: nothing,
    rename: nothing,
    mkdir: nothing,
    rm: nothing,
    rmdir: nothing,
  },
  run: async (command, args) =>
    CHANGES_REGISTRY.has(args[0] ?? '') ? { code: 0, stdout: '', stderr: '' } : world.run(command, args),
});

const CHANGES_REGISTRY = new Set(['add', 'delete']);
