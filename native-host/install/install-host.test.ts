// cspell:ignore cödé
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../shared/identity.ts';
import { type InstallOptions, installHost } from './install-host.ts';
import type { InstallReport } from './install-report.ts';
import type { InstallWorld } from './install-world.ts';
import { type RealHome, realHome } from './testing/real-home.ts';

const CHROME = `.config/google-chrome/NativeMessagingHosts/${HOST_NAME}.json`;
const FIREFOX = `.mozilla/native-messaging-hosts/${HOST_NAME}.json`;
const DATA = '.local/share/ollama-turnkey';
const COMMAND = '.local/bin/ollama-turnkey';
const WRAPPER = `${DATA}/host/ollama-turnkey-host`;

let home: RealHome;
beforeEach(() => {
  home = realHome();
});

const install = (options: Partial<InstallOptions> = {}, world = home.world): Promise<InstallReport> =>
  installHost({ bundle: home.bundle, version: '0.1.0', ...options }, world);
const read = (path: string) => JSON.parse(readFileSync(join(home.home, path), 'utf8'));
const outcomes = ({ rows }: InstallReport): string[] =>
  rows.map(({ what, browser, outcome }) => [what, browser, outcome].filter(Boolean).join(' '));

describe.skipIf(process.platform === 'win32')('in a real home directory', () => {
  test('R1: installs the host, its wrapper and the manifests of the installed browsers', async () => {
    home.directory('.config/google-chrome');
    home.directory('.mozilla');
    const report = await install();
    expect(outcomes(report)).toEqual([
      'host written',
      'wrapper written',
      'manifest Google Chrome written',
      'manifest Firefox written',
      'command written',
    ]);
    expect(home.files()).toEqual(
      [
        ...[COMMAND, CHROME, `${DATA}/host/0.1.0/digests.json`, `${DATA}/host/0.1.0/host.mjs`],
        ...[`${DATA}/host/repaired`, WRAPPER, FIREFOX],
      ].sort(),
    );
    expect(read(CHROME)).toMatchObject({
      name: HOST_NAME,
      path: join(home.home, WRAPPER),
      allowed_origins: [`chrome-extension://${COMPANION_ID_CHROMIUM}/`],
    });
    expect(read(FIREFOX)).toMatchObject({ allowed_extensions: [COMPANION_ID_FIREFOX] });
    expect(statSync(join(home.home, DATA)).mode & 0o777).toBe(0o700);
    expect(statSync(join(home.home, WRAPPER)).mode & 0o777).toBe(0o755);
  });

  test.each(['with space', `it's "quoted" $HOME`, 'Ünï cödé 用户'])(
    'R15: in a home directory called %j, the wrapper in the manifest starts the host',
    async (name) => {
      home = realHome(name);
      await install({ userDataDir: join(home.home, 'profile') });
      const { path } = read(`profile/NativeMessagingHosts/${HOST_NAME}.json`);
      const { stdout, stderr } = spawnSync(path, ['chrome-extension://a/'], {
        env: { PATH: '/bin' },
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        arguments: ['chrome-extension://a/'],
        home: join(home.home, DATA),
      });
    },
  );

  test('a second install changes nothing', async () => {
    home.directory('.config/google-chrome');
    await install();
    const before = statSync(join(home.home, CHROME)).ino;
    expect(outcomes(await install())).toEqual([
      'host unchanged',
      'wrapper unchanged',
      'manifest Google Chrome unchanged',
      'command unchanged',
    ]);
    expect(statSync(join(home.home, CHROME)).ino).toBe(before);
  });

  test('an upgrade keeps the previous version and removes older ones', async () => {
    for (const version of ['0.2.0', '0.9.0']) await install({ version });
    home.file(`${DATA}/host/notes/mine.txt`, '');
    const report = await install({ version: '0.10.0' });
    expect(outcomes(report)).toContain('host removed');
    expect(existsSync(join(home.home, DATA, 'host/0.2.0'))).toBe(false);
    expect(existsSync(join(home.home, DATA, 'host/0.9.0/host.mjs'))).toBe(true);
    expect(existsSync(join(home.home, DATA, 'host/notes/mine.txt'))).toBe(true);
    expect(readFileSync(join(home.home, WRAPPER), 'utf8')).toContain('/0.10.0/host.mjs');
  });

  test('an old version that cannot be removed does not fail the upgrade', async () => {
    for (const version of ['0.1.0', '0.2.0']) await install({ version });
    const rm = () => Promise.reject(Object.assign(new Error('EBUSY'), { code: 'EBUSY' }));
    const report = await install({ version: '0.3.0' }, { ...home.world, fs: { ...home.world.fs, rm } });
    expect(report.rows.at(-1)).toMatchObject({
      what: 'host',
      outcome: 'kept',
      path: expect.stringContaining('0.1.0'),
    });
  });

  test('T27: a dry run reports the same and writes nothing', async () => {
    home.directory('.config/google-chrome');
    const dry = await install({ dryRun: true });
    expect(home.files()).toEqual([]);
    const real = await install();
    expect(dry).toEqual({ ...real, dryRun: true });
  });
});

/** A world in which every file belongs to this user. */
const ownedBy = (uid: number, world: InstallWorld): InstallWorld => ({
  ...world,
  fs: { ...world.fs, stat: async () => ({ isDirectory: () => true, uid }) },
});

describe.skipIf(process.platform === 'win32')('errors', () => {
  test('one for a browser does not stop the others', async () => {
    home.file('.config/google-chrome/NativeMessagingHosts', 'a file in the way');
    home.directory('.mozilla');
    const { rows } = await install();
    expect(rows.slice(2, -1)).toMatchObject([
      {
        browser: 'Google Chrome',
        outcome: 'failed',
        note: expect.stringContaining('Could not create the folder'),
      },
      { browser: 'Firefox', outcome: 'written' },
    ]);
  });

  test('one for the data directory leaves the old version working', async () => {
    home.directory('.config/google-chrome');
    await install();
    const before = home.files().map((path) => [path, readFileSync(join(home.home, path), 'utf8')]);
    const denied = () =>
      Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }));
    const world = { ...home.world, fs: { ...home.world.fs, writeFile: denied } };
    await expect(install({ version: '0.2.0' }, world)).rejects.toMatchObject({
      code: 'not_writable',
      message: expect.stringMatching(/0\.2\.0.*EACCES.*unchanged/),
    });
    expect(home.files().map((path) => [path, readFileSync(join(home.home, path), 'utf8')])).toEqual(before);
  });

  test('the directory is a file', async () => {
    const dir = home.file('file', '');
    await expect(install({ dir })).rejects.toMatchObject({ code: 'not_writable' });
    expect(readFileSync(dir, 'utf8')).toBe('');
  });

  test('the bundle is missing', async () => {
    await expect(install({ bundle: join(home.home, 'none.mjs') })).rejects.toMatchObject({
      code: 'bundle_missing',
    });
    expect(home.files()).toEqual([]);
  });

  test('R12: sudo without --system', async () => {
    const sudo = { ...home.world, uid: 0, env: { SUDO_USER: 'ada' } };
    await expect(install({}, sudo)).rejects.toMatchObject({
      code: 'install_refused_root',
      message: expect.stringMatching(/ada without sudo.*--system/),
    });
    expect(home.files()).toEqual([]);
    await install({}, ownedBy(0, { ...sudo, env: {} }));
    await install({ system: true, dryRun: true }, sudo);
  });

  test('R12: root in the home of another user, as after su', async () => {
    const root = ownedBy(1000, { ...home.world, uid: 0, env: {} });
    await expect(install({}, root)).rejects.toMatchObject({
      code: 'install_refused_root',
      message: expect.stringMatching(/belongs to another user.*as that user.*--system/),
    });
    expect(home.files()).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('for all users', () => {
  test('R13: every location of the table, in a directory that all can read, without a store', async () => {
    const dir = join(home.home, 'shared');
    const { rows } = await install({ system: true, dryRun: true, dir });
    expect(rows.map(({ path }) => path)).toContain(
      `/etc/opt/chrome/native-messaging-hosts/${HOST_NAME}.json`,
    );
    expect(rows.map(({ path }) => path)).not.toContain(join(home.home, FIREFOX));
    await install({ system: true, userDataDir: join(home.home, 'profile'), dir });
    expect(statSync(dir).mode & 0o777).toBe(0o755);
    const { stdout } = spawnSync(join(dir, 'host/ollama-turnkey-host'), { env: {}, encoding: 'utf8' });
    expect(JSON.parse(stdout)).toMatchObject({ home: null });
  });

  test('a named browser without such a location is reported', async () => {
    const { rows } = await install({ system: true, browsers: ['brave'], dryRun: true });
    expect(rows[2]).toMatchObject({
      browser: 'Brave',
      outcome: 'unsupported',
      note: expect.stringContaining('--system'),
    });
  });
});
