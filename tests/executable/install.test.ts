// cspell:ignore Müller
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { executablePath } from '../../scripts/executables/places.ts';
import { targetOf } from '../../scripts/executables/targets.ts';
import { COMPANION_ID_FIREFOX, HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { COMPANION_ORIGIN, startHost } from '../host/start-host.ts';

/** A home directory without Node in its PATH, and the executable as it was downloaded. */
const newHome = async (name: string) => {
  const top = await mkdtemp(join(tmpdir(), 'turnkey-exe-'));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  const home = join(top, name);
  const target = targetOf(process);
  const program = join(home, 'Downloads', target.file);
  await mkdir(dirname(program), { recursive: true });
  await cp(executablePath(target), program);
  const env = { HOME: home, PATH: '' };
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { env, encoding: 'utf8' });
  return { home, env, program, run };
};

test.each(['home', 'with space', 'Zoë Müller 名前'])(
  'in a home directory called %j, without Node: installs, starts, reports and removes itself',
  async (name) => {
    const { home, env, program, run } = await newHome(name);
    await mkdir(join(home, '.mozilla'));
    await mkdir(join(home, '.config/chromium'), { recursive: true });
    const installed = run(program, 'install-host', '--browser', 'chromium', '--browser', 'firefox');
    expect([installed.status, installed.stdout]).toEqual([0, expect.stringMatching(/^otk_/)]);
    // What was downloaded is not needed any more.
    await rm(program);

    const data = join(home, '.local/share/ollama-turnkey');
    const host = join(data, 'host', VERSION, 'ollama-turnkey');
    const chromium = join(home, `.config/chromium/NativeMessagingHosts/${HOST_NAME}.json`);
    const firefox = join(home, `.mozilla/native-messaging-hosts/${HOST_NAME}.json`);
    const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'));
    expect(await read(chromium)).toMatchObject({ path: host, allowed_origins: [COMPANION_ORIGIN] });
    expect(await read(firefox)).toMatchObject({ path: host, allowed_extensions: [COMPANION_ID_FIREFOX] });

    // A browser’s own XDG variables do not lead to another store.
    const started = startHost({ ...env, XDG_DATA_HOME: join(home, 'elsewhere') }, COMPANION_ORIGIN, host);
    await expect(started.root().welcome).resolves.toMatchObject({ type: 'welcome' });
    expect(await started.stop()).toBe(0);
    await expect(readFile(join(home, 'elsewhere/ollama-turnkey/turnkey.sqlite'))).rejects.toThrow('ENOENT');

    expect(run(host, 'status').stdout).toContain(`in ${data}`);
    expect(run(host, 'uninstall-host', '--purge').status).toBe(0);
    for (const path of [host, chromium, firefox, data]) {
      await expect(readFile(path)).rejects.toThrow('ENOENT');
    }
  },
);
