import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { createLeakWatch, type LeakWatch } from '../leaks/leak-watch.ts';

const run = promisify(execFile);

export const HOST = fileURLToPath(new URL('../../native-host/dist/host.mjs', import.meta.url));

/** A browser profile with the host installed for it, apart from everything of the user's own. */
export interface Stage {
  readonly folder: string;
  /** The profile of a Chromium. */
  readonly profile: string;
  /** The home directory that a Firefox is started with. */
  readonly home: string;
  readonly data: string;
  /** The key that the installation printed. */
  readonly key: string;
  /** Checked when the stage is struck: what commands wrote to stderr, and every file. */
  readonly leaks: LeakWatch;
  /** Runs the host's command line for this stage and gives what it prints. */
  cli(...args: string[]): Promise<string>;
  /** Removes it. Throws if a key was left in a file of it, or a prompt in one of the host. */
  strike(): Promise<void>;
}

/** Installs the built host into a throw-away profile that looks for Ollama at `ollama`. */
export const setStage = async (ollama: string): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-'));
  const profile = join(folder, 'profile');
  const data = join(folder, 'data');
  const home = join(folder, 'home');
  await mkdir(join(home, '.mozilla'), { recursive: true });
  const env = { ...process.env, HOME: home, OLLAMA_TURNKEY_HOME: data, OLLAMA_HOST: ollama };
  const leaks = createLeakWatch();
  const browserOwn = { words: false, tokens: true };
  const cli = async (...args: string[]) => {
    const { stdout, stderr } = await run(process.execPath, [HOST, ...args], { env });
    leaks.learn(stdout);
    leaks.hear(`stderr of ${args[0]}`, stderr);
    return stdout;
  };
  const key = (await cli('install-host', '--dir', data, '--user-data-dir', profile)).trim();
  return {
    folder,
    profile,
    home,
    data,
    key,
    leaks,
    cli,
    async strike() {
      try {
        await leaks.check(data, { ...browserOwn, path: home }, { ...browserOwn, path: profile });
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
};
