import type { Env, Platform } from '../platform/path-of.ts';

/** The part of `node:fs/promises` that installing needs. */
export interface InstallFs {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  writeFile(path: string, text: string, options: { mode: number; flag: 'wx'; flush: true }): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<string | undefined>;
  readdir(path: string): Promise<string[]>;
  rm(path: string, options: { recursive: boolean; force: boolean }): Promise<void>;
  rmdir(path: string): Promise<void>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ isDirectory(): boolean }>;
}

/** What a program that was run left behind. `code` is 127 when it could not be started. */
export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything outside that installing depends on, so that each operating system can be tested on any other. */
export interface InstallWorld {
  readonly platform: Platform;
  readonly env: Env;
  /** The user's home directory, absolute. */
  readonly home: string;
  /** The Node that is running, absolute. */
  readonly execPath: string;
  readonly fs: InstallFs;
  /** Runs a program with arguments, without a shell. Never rejects. */
  readonly run: (command: string, args: readonly string[]) => Promise<RunResult>;
  /** The user's number; absent on Windows. */
  readonly uid?: number;
}
