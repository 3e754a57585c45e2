import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type { Store } from '../../native-host/store/contract.ts';
import { openStore } from '../../native-host/store/sqlite/open-store.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { parseKey } from '../../shared/key/key.ts';
import { createLeakWatch } from '../leaks/leak-watch.ts';

const MAIN = fileURLToPath(new URL('../../native-host/start.ts', import.meta.url));

/** Runs the command line for a new user. When the test ends, its output and files must not contain a key. */
export const newUser = (more: Record<string, string> = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'turnkey-cli-'));
  const leaks = createLeakWatch();
  onTestFinished(async () => {
    try {
      await leaks.check(home);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
  const data = join(home, 'data');
  const env = {
    HOME: home,
    USERPROFILE: home,
    PATH: process.env['PATH'],
    OLLAMA_TURNKEY_HOME: data,
    ...more,
  };
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      env,
      encoding: 'utf8',
    });
    leaks.learn(stdout);
    leaks.hear(`stderr of ${args[0]}`, stderr);
    return { status, stdout, stderr };
  };
  const ok = (...args: string[]) => {
    const result = run(...args);
    expect(result).toMatchObject({ status: 0 });
    return result.stdout.trim();
  };
  const json = (...args: string[]) => JSON.parse(ok(...args, '--json'));
  const inStore = async <Result>(look: (store: Store) => Result | Promise<Result>): Promise<Result> => {
    const store = openStore(join(data, 'turnkey.sqlite'));
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  };
  return { home, data, run, ok, json, inStore };
};

/** The grant of a key in the user's store. */
export const grantOf = async ({ inStore }: ReturnType<typeof newUser>, key: string): Promise<Grant> => {
  const { id } = parseKey('otk', key) as { id: string };
  return (await inStore(({ grants }) => grants.byId(id))) as Grant;
};
