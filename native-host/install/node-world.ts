import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import { homedir } from 'node:os';
import process from 'node:process';
import { isFromPackage } from '../platform/installed-data.ts';
import type { Platform } from '../platform/path-of.ts';
import { InstallError } from './install-error.ts';
import type { InstallWorld, RunResult } from './install-world.ts';

const PLATFORMS: readonly string[] = ['linux', 'darwin', 'win32'] satisfies Platform[];

const isPlatform = (platform: string): platform is Platform => PLATFORMS.includes(platform);

/** Runs a program for at most ten seconds. */
const run = (command: string, args: readonly string[]): Promise<RunResult> =>
  new Promise((resolve) => {
    execFile(command, args, { timeout: 10_000, windowsHide: true }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 127 : 0;
      resolve({ code, stdout, stderr });
    });
  });

/**
 * The machine that this process runs on.
 * @param isExecutable whether the process is the single executable of the host
 * Throws `unsupported_platform` if it is not Linux, macOS or Windows. */
export const nodeWorld = (isExecutable = false): InstallWorld => {
  const { platform, env, execPath } = process;
  if (!isPlatform(platform))
    throw new InstallError(
      'unsupported_platform',
      `The host cannot be installed on ${platform}. Linux, macOS and Windows are supported.`,
    );
  const uid = process.getuid?.();
  const user = uid === undefined ? {} : { uid };
  const isPackaged = isExecutable && isFromPackage(platform, execPath, existsSync);
  return { platform, env, home: homedir(), execPath, isExecutable, isPackaged, fs, run, ...user };
};
