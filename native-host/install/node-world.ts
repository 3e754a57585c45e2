import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import { homedir } from 'node:os';
import process from 'node:process';
import type { Platform } from '../platform/path-of.ts';
import { InstallError } from './install-error.ts';
import type { InstallWorld, RunResult } from './install-world.ts';

const PLATFORMS: readonly string[] = ['linux', 'darwin', 'win32'] satisfies Platform[];

const isPlatform = (platform: string): platform is Platform => PLATFORMS.includes(platform);

/** Runs a program to its end, ten seconds at most. */
const run = (command: string, args: readonly string[]): Promise<RunResult> =>
  new Promise((resolve) => {
    execFile(command, args, { timeout: 10_000, windowsHide: true }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 127 : 0;
      resolve({ code, stdout, stderr });
    });
  });

/** The machine that this process runs on. Throws `unsupported_platform` if no browser is known for it. */
export const nodeWorld = (): InstallWorld => {
  const { platform, env, execPath } = process;
  if (!isPlatform(platform))
    throw new InstallError(
      'unsupported_platform',
      `The host cannot be installed on ${platform}: browsers are known on Linux, macOS and Windows only.`,
    );
  const uid = process.getuid?.();
  return { platform, env, home: homedir(), execPath, fs, run, ...(uid !== undefined && { uid }) };
};
