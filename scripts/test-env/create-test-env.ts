import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { createLeakWatch, type LeakWatch } from '../leaks/leak-watch.ts';
import { hostCommand, hostEnv } from './host-command.ts';

const run = promisify(execFile);

/** A test environment: a browser profile with the host installed for it, separate from the user's files. */
export interface TestEnv {
  readonly folder: string;
  /** The profile directory for Chromium. */
  readonly profile: string;
  /** The home directory for Firefox. */
  readonly home: string;
  readonly data: string;
  /** The key that the installation printed. */
  readonly key: string;
  /** Checked by `dispose`: the stderr of commands, and every file. */
  readonly leaks: LeakWatch;
  /** Runs the host's command line in this environment and returns its output. */
  cli(...args: string[]): Promise<string>;
  /** Removes the files. Throws if one of them contains a key, or one of the host's a prompt. */
  dispose(): Promise<void>;
}

/** Installs the built host for a temporary profile. @param ollama the address of Ollama */
export const createTestEnv = async (ollama: string): Promise<TestEnv> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-'));
  const profile = join(folder, 'profile');
  const data = join(folder, 'data');
  const home = join(folder, 'home');
  await mkdir(join(home, '.mozilla'), { recursive: true });
  const env = hostEnv({ HOME: home, OLLAMA_TURNKEY_HOME: data, OLLAMA_HOST: ollama });
  const leaks = createLeakWatch();
  const browserOwn = { words: false, tokens: true };
  const cli = async (...args: string[]) => {
    const { stdout, stderr } = await run(...hostCommand(...args), { env });
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
    async dispose() {
      try {
        await leaks.check(data, { ...browserOwn, path: home }, { ...browserOwn, path: profile });
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
};
