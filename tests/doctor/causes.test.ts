import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runChecks } from '../../native-host/doctor/run-checks.ts';
import { nodeDoctorWorld } from '../../native-host/doctor/world/node-doctor-world.ts';
import type { InstallWorld } from '../../native-host/install/install-world.ts';
import { nodeWorld } from '../../native-host/install/node-world.ts';
import { HOST } from '../../scripts/test-env/host-command.ts';
import { COMPANION_IDS, HOST_NAME } from '../../shared/identity.ts';
import { installedHome, ollamaWith, serve, temporaryHome } from './installed-home.ts';

const linux = process.platform === 'linux';
const root = linux && process.getuid?.() === 0;
const NOBODY = 65_534;

/** Whether another user can read the checkout and its Node. */
const canSwitch =
  root && spawnSync(process.execPath, ['-e', `fs.accessSync('${HOST}')`], { uid: NOBODY }).status === 0;

/** An empty disk with these options of mount; undefined if this root may not mount. */
const mountDisk = (folder: string, options: string): boolean => {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  onTestFinished(() => void spawnSync('umount', [folder]));
  return status === 0;
};

const json = (change: (manifest: Record<string, unknown>) => void) => (text: string) => {
  const manifest = JSON.parse(text);
  change(manifest);
  return JSON.stringify(manifest);
};

/** Leaves only the Node that the wrapper names. */
const withoutPlaces = (text: string): string =>
  text.replaceAll(/^ {2}(?:"\$home"|'\/).*\\\n/gm, '').replace('command -v node', 'echo');

const withNode = (node: string) => (text: string) => text.replace(/^node=.*$/m, `node='${node}'`);

/** Adds a line to the start of the wrapper. */
const first = (line: string) => (text: string) => text.replace('\n', `\n${line}\n`);

test.runIf(linux)('an installation without a problem has none, and exits with 0 or 3', async () => {
  const { doctor, cli } = await installedHome();
  const checks = await doctor();
  const states = Object.values(checks).map(({ id, state }) => `${id} ${state}`);
  expect(states.filter((line) => !line.endsWith(' ok'))).toEqual([
    'browsers.companion warning',
    'store.paired warning',
  ]);
  expect((await cli(['doctor'])).code).toBe(3);
  expect((await cli(['doctor', 'app'])).code).toBe(0);
});

describe.runIf(linux)('registration', () => {
  test('R1, cause 1: the manifest is missing; --fix writes it', async () => {
    const { manifest, doctor, cli } = await installedHome();
    rmSync(manifest);
    expect((await doctor())['browsers.chromium']).toMatchObject({
      state: 'error',
      cause: 'manifest_missing',
      fix: true,
      detail: manifest,
    });
    const { stderr, code } = await cli(['doctor', 'browsers', '--fix']);
    expect(code).toBe(3);
    expect(stderr).toContain('Wrote ~/.config/chromium/NativeMessagingHosts');
    expect((await doctor())['browsers.chromium']).toMatchObject({ state: 'ok' });
  });

  test.each([
    ['cause 2', 'manifest_invalid', () => '{'],
    [
      'R10, cause 3',
      'manifest_misnamed',
      json((manifest) => {
        manifest['name'] = 'org.other';
      }),
    ],
    [
      'R1, cause 4',
      'target_missing',
      json((manifest) => {
        manifest['path'] = '/gone/host';
      }),
    ],
    [
      'R3, cause 6',
      'companion_not_listed',
      json((manifest) => {
        manifest['allowed_origins'] = [`chrome-extension://${'a'.repeat(32)}/`];
      }),
    ],
  ])('%s: %s; --fix corrects it', async (_number, cause, change) => {
    const { manifest, edit, doctor, cli } = await installedHome();
    edit(manifest, change);
    expect((await doctor())['browsers.chromium']).toMatchObject({ state: 'error', cause, fix: true });
    expect((await cli(['status'])).stdout).not.toContain('Chromium: ready');
    await cli(['doctor', '--fix']);
    expect((await doctor())['browsers.chromium']).toMatchObject({ state: 'ok' });
  });

  test('cause 4: the wrapper was removed: one finding, for the app', async () => {
    const { wrapper, doctor } = await installedHome();
    rmSync(wrapper);
    const { 'app.installed': app, 'browsers.chromium': chromium } = await doctor();
    expect(app).toMatchObject({ state: 'error', cause: 'not_installed', fix: true });
    expect(chromium).toMatchObject({ state: 'skipped' });
  });

  test('cause 5: it starts another installation, which is not changed', async () => {
    const { home, manifest, doctor, cli } = await installedHome();
    await cli(['install-host', '--dir', join(home, 'other')]);
    const before = readFileSync(manifest, 'utf8');
    const { 'browsers.chromium': chromium } = await doctor(['--fix']);
    expect(chromium).toMatchObject({ state: 'warning', cause: 'other_installation' });
    expect(chromium?.detail).toContain(join(home, 'other'));
    expect(readFileSync(manifest, 'utf8')).toBe(before);
  });

  test('R2, cause 17: a browser uses another folder', async () => {
    const { home, doctor } = await installedHome();
    const folder = join(home, 'portable profile');
    const browser = spawn(process.execPath, [
      ...['-e', 'console.log();process.stdin.resume()', '--', `--user-data-dir=${folder}`, '--no-first-run'],
    ]);
    onTestFinished(() => void browser.kill());
    await once(browser.stdout, 'data');
    const { 'browsers.profiles': profiles } = await doctor(['browsers']);
    expect(profiles).toMatchObject({ state: 'warning', cause: 'other_profile_folder' });
    expect(profiles?.detail?.split('\n')).toContain(folder);
  });

  test('R2, cause 17: XDG_CONFIG_HOME differs between the terminal and the browser', async () => {
    const { home, doctor } = await installedHome();
    rmSync(join(home, '.config/chromium/NativeMessagingHosts'), { recursive: true });
    const env = { XDG_CONFIG_HOME: join(home, 'elsewhere') };
    const { 'browsers.profiles': profiles } = await doctor(['browsers'], { env });
    expect(profiles).toMatchObject({ state: 'warning', cause: 'other_profile_folder' });
    expect(profiles?.detail?.split('\n')).toContain(join(home, '.config/chromium'));
  });

  test('R14, cause 18: Snap and Flatpak', async () => {
    const { home, doctor, cli } = await installedHome();
    for (const folder of [
      '.var/app/org.chromium.Chromium/config/chromium',
      '.var/app/org.mozilla.firefox/.mozilla',
    ])
      mkdirSync(join(home, folder), { recursive: true });
    await cli(['install-host']);
    const checks = await doctor();
    expect(checks['browsers.flatpak-chromium']).toMatchObject({ state: 'error', cause: 'sandboxed' });
    expect(checks['browsers.flatpak-firefox']).toMatchObject({ state: 'warning', cause: 'sandbox_asks' });
    expect((await cli(['status'])).stdout).not.toContain('(Flatpak): ready');
  });
});

/** Finds the policies of the computer in another folder. */
const withPolicies = (home: string, etc: string): InstallWorld => {
  const world = nodeWorld();
  const moved = (path: string) => path.replace(/^\/etc\//, `${etc}/`);
  return {
    ...world,
    ...{ home, env: {} },
    fs: {
      ...world.fs,
      readdir: (path) => world.fs.readdir(moved(path)),
      readFile: (path, encoding) => world.fs.readFile(moved(path), encoding),
      stat: (path) => world.fs.stat(moved(path)),
    },
  };
};

describe.runIf(linux)('policies', () => {
  test.each([
    ['cause 19', 'policy_blocked', { NativeMessagingBlocklist: ['*'] }],
    ['cause 20', 'policy_user_hosts', { NativeMessagingUserLevelHosts: false }],
    ['cause 28', 'extension_blocked', { ExtensionInstallBlocklist: ['*'] }],
  ])('R13, %s: %s', async (_number, cause, policies) => {
    const { home, data } = await installedHome();
    const etc = join(home, 'etc');
    const folder = join(etc, 'chromium/policies/managed');
    mkdirSync(folder, { recursive: true });
    const world = nodeDoctorWorld({ world: withPolicies(home, etc), data });
    const browser = async (id: string) =>
      (await runChecks(world, { groups: ['browsers'] })).find((each) => each.id === id);
    writeFileSync(join(folder, 'company.json'), JSON.stringify(policies));
    expect(await browser('browsers.chromium')).toMatchObject({ state: 'error', cause });
    // Firefox has policies of its own.
    expect(await browser('browsers.firefox')).toMatchObject({ state: 'ok' });
    writeFileSync(
      join(folder, 'allowed.json'),
      JSON.stringify({
        NativeMessagingAllowlist: [HOST_NAME],
        NativeMessagingUserLevelHosts: true,
        ExtensionInstallAllowlist: COMPANION_IDS,
      }),
    );
    rmSync(join(folder, 'company.json'));
    expect(await browser('browsers.chromium')).toMatchObject({ state: 'ok' });
  });
});

describe.runIf(linux)('the start', () => {
  /** Each is found in one check, `status` says that no browser is ready, and `--fix` corrects it. */
  test.each([
    ['cause 7', 'app.place', 'not_executable', ({ wrapper }) => chmodSync(wrapper, 0o644)],
    ['cause 9', 'app.files', 'host_missing', ({ file }) => rmSync(file('host.mjs'))],
    [
      'cause 10',
      'app.files',
      'part_missing',
      ({ file }) => {
        const client = readdirSync(file('parts')).find((name) => name.startsWith('client-')) ?? '';
        rmSync(file(`parts/${client}`));
      },
    ],
    [
      'cause 10 (damaged)',
      'app.files',
      'part_missing',
      ({ file, edit }) => edit(file('host.mjs'), (text) => `${text};`),
    ],
    [
      'R11, cause 11',
      'app.node',
      'node_missing',
      ({ edit, wrapper }) => edit(wrapper, (text) => withNode('/gone/node')(withoutPlaces(text))),
    ],
    [
      'R11, cause 12',
      'app.node',
      'node_old',
      ({ edit, wrapper, home }) => {
        const old = join(home, 'old-node');
        writeFileSync(old, '#!/bin/sh\necho v20.20.2\n', { mode: 0o755 });
        edit(wrapper, withNode(old));
      },
    ],
    [
      'cause 14',
      'app.start',
      'stray_output',
      ({ edit, wrapper }) => edit(wrapper, first('echo "hello from .profile"')),
    ],
    [
      'another',
      'app.start',
      'start_failed',
      ({ edit, wrapper }) => edit(wrapper, first('echo broken >&2; exit 3')),
    ],
  ] satisfies readonly [string, string, string, (home: Awaited<ReturnType<typeof installedHome>>) => void][])(
    '%s: %s finds %s',
    async (_number, id, cause, break_) => {
      const installed = await installedHome();
      const { doctor, cli } = installed;
      break_(installed);
      const checks = await doctor(['--timeout', '2']);
      expect(checks[id]).toMatchObject({ state: 'error', cause, fix: true });
      const errors = Object.values(checks).filter(({ state }) => state === 'error');
      expect(errors.map((check) => check.id)).toEqual([id]);
      const { stdout } = await cli(['status']);
      expect(stdout).not.toMatch(/Browser .*: ready/);
      await cli(['doctor', '--fix', '--timeout', '2']);
      expect((await doctor())[id]).toMatchObject({ state: 'ok' });
    },
  );

  test.runIf(root)('cause 8: a disk that allows no programs (needs root to mount one)', async (context) => {
    const home = temporaryHome();
    if (!mountDisk(home, 'noexec')) return context.skip('this root may not mount');
    const { doctor, cli, data } = await installedHome(home);
    const { 'app.place': place } = await doctor();
    expect(place).toMatchObject({ state: 'error', cause: 'noexec', detail: join(data, 'host') });
    expect((await cli(['status'])).stdout).not.toMatch(/Browser .*: ready/);
    expect((await cli(['install-host'])).stderr).toContain('does not allow programs (noexec)');
  });

  test('R11, cause 11: its Node is gone, and another is found at each start', async () => {
    const { doctor, edit, wrapper, home } = await installedHome();
    const place = join(home, '.nvm/versions/node/v26.0.0/bin');
    mkdirSync(place, { recursive: true });
    symlinkSync(process.execPath, join(place, 'node'));
    edit(wrapper, withNode('/gone/node'));
    const checks = await doctor();
    expect(checks['app.node']).toMatchObject({ state: 'warning', cause: 'node_moved', fix: true });
    expect(checks['browsers.chromium']).toMatchObject({ state: 'ok' });
  });

  test('cause 13: a variable of the session, which a wrapper that was not changed ignores', async () => {
    const { home, data, edit, wrapper } = await installedHome();
    const env = { NODE_OPTIONS: '--require /missing.js' };
    const world = nodeDoctorWorld({ world: { ...nodeWorld(), home, env }, data });
    const start = async () =>
      (await runChecks(world, { groups: ['app'] })).find(({ id }) => id === 'app.start');
    expect(await start()).toMatchObject({ state: 'ok' });
    edit(wrapper, (text) => text.replace(/^unset .*$/m, ''));
    expect(await start()).toMatchObject({ state: 'error', cause: 'node_variables', fixBy: 'install' });
  });

  test('R13, cause 15: a start that takes too long', async () => {
    const { doctor, cli, edit, wrapper } = await installedHome();
    edit(wrapper, first('exec sleep 600'));
    const checks = await doctor(['--timeout', '1']);
    expect(checks['app.start']).toMatchObject({ state: 'error', cause: 'slow_start' });
    expect(checks['browsers.chromium']).toMatchObject({ state: 'skipped' });
    expect((await cli(['status'])).stdout).not.toMatch(/Browser .*: ready/);
  });

  test.runIf(canSwitch)(
    'R12, cause 16: installed by root (needs root, and a checkout that all can read)',
    async () => {
      const home = temporaryHome();
      chmodSync(dirname(home), 0o755);
      const { doctor, cli, data } = await installedHome(home);
      chownSync(home, NOBODY, NOBODY);
      chmodSync(join(home, '.local'), 0o755);
      chmodSync(join(home, '.local/share'), 0o755);
      const { 'app.owner': owner } = await doctor(['app'], { uid: NOBODY });
      expect(owner).toMatchObject({ state: 'error', cause: 'other_owner', detail: data });
      expect((await cli(['install-host'], { uid: NOBODY })).code).toBe(1);
    },
  );

  test('cause 22: a host that is too old for the extension', async () => {
    const { doctor, edit, wrapper, data } = await installedHome();
    const old = fileURLToPath(new URL('../fixtures/old-host.ts', import.meta.url));
    edit(wrapper, first(`TURNKEY_DATA='${data}' exec '${process.execPath}' '${old}' "$@"`));
    expect((await doctor())['app.start']).toMatchObject({ state: 'error', cause: 'host_outdated' });
  });
});

describe.runIf(linux)('permissions and keys', () => {
  const store = (data: string) => join(data, 'turnkey.sqlite');

  test('people A13, cause 21: a damaged store; --fix moves it away and keeps it', async () => {
    const { data, doctor, cli } = await installedHome();
    writeFileSync(store(data), 'not a database, but long enough to be one'.repeat(100));
    const checks = await doctor();
    expect(checks['store.open']).toMatchObject({ state: 'error', cause: 'store_damaged', fix: true });
    expect(checks['app.start']).toMatchObject({ state: 'skipped' });
    const { stderr } = await cli(['doctor', '--fix']);
    expect(stderr).toMatch(/^Moved ~\/.*turnkey\.sqlite to ~\/.*turnkey\.damaged-.*\.sqlite$/m);
    expect(readdirSync(data).filter((name) => name.startsWith('turnkey.damaged-'))).toHaveLength(1);
    expect((await doctor(['app']))['app.start']).toMatchObject({ state: 'ok' });
  });

  test('people A13, cause 21: a folder at its place', async () => {
    const { data, doctor } = await installedHome();
    for (const name of readdirSync(data).filter((each) => each.startsWith('turnkey.sqlite')))
      rmSync(join(data, name));
    mkdirSync(store(data));
    expect((await doctor(['store']))['store.open']).toMatchObject({ cause: 'store_folder', fix: true });
    expect((await doctor(['store', '--fix']))['store.open']).toMatchObject({ state: 'skipped' });
  });

  test('people A13, cause 21: a store of a newer version', async () => {
    const { data, doctor } = await installedHome();
    const database = new DatabaseSync(store(data));
    database.exec('PRAGMA user_version = 999');
    database.close();
    const { 'store.open': open } = await doctor(['store']);
    expect(open).toMatchObject({ state: 'error', cause: 'store_newer' });
    expect(open).not.toHaveProperty('fix');
  });

  test('people A13, cause 21: a store that another program has locked', async () => {
    const { data, doctor } = await installedHome();
    const database = new DatabaseSync(store(data));
    onTestFinished(() => database.close());
    database.exec('PRAGMA user_version = 1; BEGIN EXCLUSIVE');
    expect((await doctor(['store']))['store.open']).toMatchObject({ state: 'error', cause: 'store_locked' });
  });

  test.runIf(root)(
    'cause 21, cause 27: a disk that is read-only, nearly full or full (needs root)',
    async (context) => {
      const home = temporaryHome();
      if (!mountDisk(home, 'size=20m')) return context.skip('this root may not mount');
      const { doctor } = await installedHome(home);
      expect((await doctor(['store']))['store.disk']).toMatchObject({
        state: 'warning',
        cause: 'disk_nearly_full',
      });
      spawnSync('mount', ['-o', 'remount,ro', home]);
      expect((await doctor(['store']))['store.open']).toMatchObject({
        state: 'error',
        cause: 'store_read_only',
      });
      spawnSync('mount', ['-o', 'remount,rw', home]);
      spawnSync('dd', ['if=/dev/zero', `of=${join(home, 'fill')}`, 'bs=4096']);
      const full = await doctor(['store']);
      expect([full['store.open']?.cause, full['store.disk']?.cause]).toContain('store_full');
    },
  );

  test('cause 23: no browser is paired', async () => {
    const { doctor } = await installedHome();
    expect((await doctor(['store']))['store.paired']).toMatchObject({
      state: 'warning',
      cause: 'not_paired',
    });
  });
});

describe.runIf(linux)('Ollama', () => {
  const GONE = 'http://127.0.0.1:9';
  const answerOf = async (address: string, env: NodeJS.ProcessEnv = {}) => {
    const { cli, doctor } = await installedHome();
    await cli(['upstream', 'set', address]);
    return (await doctor(['ollama'], { env: { OLLAMA_HOST: undefined, ...env } }))['ollama.answer'];
  };

  test('cause 24: it does not run', async () => {
    expect(await answerOf(GONE)).toMatchObject({
      cause: 'ollama_down',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('cause 24: another program has its port', async () => {
    const other = await serve((_, response) => void response.writeHead(404).end('<html>'));
    expect(await answerOf(other)).toMatchObject({ cause: 'ollama_other_program' });
  });

  test('cause 24: OLLAMA_HOST of the shell differs from the stored address', async () => {
    const OLLAMA_HOST = await serve(ollamaWith([]));
    expect(await answerOf(GONE, { OLLAMA_HOST })).toMatchObject({
      cause: 'ollama_other_address',
      detail: expect.stringContaining(OLLAMA_HOST),
    });
  });

  test('cause 24: it listens on IPv6 only', async () => {
    const address = await serve(ollamaWith([]), '::1');
    expect(await answerOf(address.replace('[::1]', '127.0.0.1'))).toMatchObject({
      cause: 'ollama_other_family',
    });
  });

  test('cause 24: it can only be reached by a proxy', async () => {
    const env = { HTTP_PROXY: 'http://127.0.0.1:9' };
    expect(await answerOf('http://ollama.invalid:11434', env)).toMatchObject({ cause: 'ollama_proxy' });
  });

  test('cause 24: it refuses the credential', async () => {
    const guarded = await serve((_, response) => void response.writeHead(401).end());
    expect(await answerOf(guarded)).toMatchObject({ cause: 'ollama_credential' });
  });

  test.each([
    ['no model', [], 'no_models'],
    [
      'only cloud models',
      [{ name: 'gpt-oss:120b-cloud', remote_host: 'https://ollama.com' }],
      'only_cloud_models',
    ],
  ])('cause 25: %s', async (_name, models, cause) => {
    const { cli, doctor } = await installedHome();
    await cli(['upstream', 'set', await serve(ollamaWith(models))]);
    expect((await doctor(['ollama']))['ollama.models']).toMatchObject({ cause });
  });
});

describe.runIf(linux)('the computer', () => {
  test('cause 26: a home with letters outside ASCII, in the locale C', async () => {
    const { doctor } = await installedHome(temporaryHome('Zoë Müller 名前'));
    expect((await doctor(['app']))['app.locale']).toMatchObject({ state: 'ok' });
    const { 'app.locale': locale } = await doctor(['app'], { env: { LANG: 'C' } });
    expect(locale).toMatchObject({ state: 'warning', cause: 'locale' });
  });

  test('cause 27: a clock that is behind', async () => {
    const { doctor, wrapper } = await installedHome();
    const later = Date.now() / 1_000 + 30 * 86_400;
    utimesSync(wrapper, later, later);
    expect((await doctor(['app']))['app.clock']).toMatchObject({ state: 'warning', cause: 'clock_wrong' });
  });

  test('cause 28: the companion has not started the host lately, which the browser alone can explain', async () => {
    const { doctor, data } = await installedHome();
    const { 'browsers.companion': silent } = await doctor(['browsers']);
    expect(silent).toMatchObject({ state: 'warning', cause: 'companion_silent' });
    expect(silent?.message).toContain('can only be seen in the browser');
    writeFileSync(
      join(data, 'starts.log'),
      `${JSON.stringify({ at: new Date().toISOString(), caller: 'companion' })}\n`,
    );
    expect((await doctor(['browsers']))['browsers.companion']).toMatchObject({ state: 'ok' });
  });
});
