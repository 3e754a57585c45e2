import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOST_NAME } from '../../shared/identity.ts';
import { installHost } from './install-host.ts';
import { type RealHome, realHome } from './testing/real-home.ts';
import { uninstallHost } from './uninstall-host.ts';

const CHROME = `.config/google-chrome/NativeMessagingHosts/${HOST_NAME}.json`;
const DATA = '.local/share/ollama-turnkey';

let home: RealHome;
beforeEach(async () => {
  home = realHome();
  home.directory('.config/google-chrome');
  home.directory('.mozilla');
  await installHost({ bundle: home.bundle, version: '0.1.0' }, home.world);
  await installHost({ bundle: home.bundle, version: '0.2.0' }, home.world);
});

describe.skipIf(process.platform === 'win32')('uninstalling', () => {
  test('removes everything that was installed', async () => {
    const { rows } = await uninstallHost({}, home.world);
    expect(rows.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual([
      'manifest removed',
      'manifest removed',
      'command removed',
      'wrapper removed',
      'host removed',
      'host removed',
    ]);
    expect(home.files()).toEqual([]);
    expect(existsSync(join(home.home, DATA))).toBe(false);
    expect(existsSync(join(home.home, '.config/google-chrome'))).toBe(true);
    expect((await uninstallHost({}, home.world)).rows).toEqual([]);
  });

  test('keeps the store without --purge', async () => {
    const store = ['turnkey.sqlite', 'turnkey.sqlite-wal'].map((name) => `${DATA}/${name}`);
    for (const path of store) home.file(path, '');
    const { rows } = await uninstallHost({}, home.world);
    expect(rows.filter(({ what }) => what === 'store').map(({ outcome }) => outcome)).toEqual([
      'kept',
      'kept',
    ]);
    expect(home.files()).toEqual(store);
    await uninstallHost({ purge: true }, home.world);
    expect(existsSync(join(home.home, DATA))).toBe(false);
  });

  test('A4: revokes all permissions before it removes the store, even if that fails', async () => {
    const store = home.file(`${DATA}/turnkey.sqlite`, '');
    home.file(`${DATA}/turnkey.sqlite-wal`, '');
    const revoked: [string, boolean][] = [];
    const revokeAll = async (path: string) => void revoked.push([path, existsSync(`${path}-wal`)]);
    await uninstallHost({ revokeAll }, home.world);
    await uninstallHost({ revokeAll, purge: true, dryRun: true }, home.world);
    expect(revoked).toEqual([]);
    const { rows } = await uninstallHost({ revokeAll, purge: true }, home.world);
    expect(revoked).toEqual([[store, true]]);
    expect(rows.map(({ outcome, note }) => [outcome, note])).toEqual([
      ['removed', undefined],
      ['removed', undefined],
    ]);
    home.file(`${DATA}/turnkey.sqlite`, '');
    const fails = () => Promise.reject(new Error('It is damaged.'));
    const again = await uninstallHost({ revokeAll: fails, purge: true }, home.world);
    expect(again.rows).toMatchObject([
      { outcome: 'removed', note: expect.stringMatching(/could not be revoked.*It is damaged/) },
    ]);
    expect(home.files()).toEqual([]);
  });

  test('A4: says what to do if a running program prevents the removal of the store', async () => {
    home.file(`${DATA}/turnkey.sqlite`, '');
    const rm = (path: string) =>
      path.endsWith('.sqlite')
        ? Promise.reject(Object.assign(new Error('EBUSY: resource busy'), { code: 'EBUSY' }))
        : home.world.fs.rm(path, { recursive: true, force: true });
    const world = { ...home.world, fs: { ...home.world.fs, rm } };
    const { rows } = await uninstallHost({ purge: true, revokeAll: async () => {} }, world);
    expect(rows.at(-1)).toMatchObject({
      outcome: 'failed',
      note: expect.stringMatching(/^EBUSY.*are revoked\. Close all browsers/),
    });
  });

  test('keeps other files in the directory', async () => {
    const mine = [`${DATA}/host/mine.txt`, `${DATA}/turnkey.txt`];
    for (const path of mine) home.file(path, '');
    await uninstallHost({ purge: true }, home.world);
    expect(home.files()).toEqual(mine);
  });

  test('a dry run removes nothing and reports the same', async () => {
    const before = home.files();
    const dry = await uninstallHost({ dryRun: true }, home.world);
    expect(home.files()).toEqual(before);
    expect(dry).toEqual({ ...(await uninstallHost({}, home.world)), dryRun: true });
  });

  test('finds manifests of browsers that were uninstalled since', async () => {
    await installHost({ bundle: home.bundle, version: '0.2.0', browsers: ['vivaldi'] }, home.world);
    await uninstallHost({}, home.world);
    expect(home.files()).toEqual([]);
  });

  test('removes the manifest in a given user data directory', async () => {
    const userDataDir = join(home.home, 'profile');
    await installHost({ bundle: home.bundle, version: '0.2.0', userDataDir }, home.world);
    await uninstallHost({ userDataDir }, home.world);
    expect(home.files()).toEqual([]);
  });

  test('keeps the manifest of another installation if it works', async () => {
    const theirs = home.file('other/host', '');
    home.file(CHROME, JSON.stringify({ name: HOST_NAME, path: theirs }));
    home.file(
      `.mozilla/native-messaging-hosts/${HOST_NAME}.json`,
      JSON.stringify({ name: HOST_NAME, path: '/gone' }),
    );
    const { rows } = await uninstallHost({}, home.world);
    expect(rows.slice(0, 2)).toMatchObject([
      { browser: 'Google Chrome', outcome: 'kept', note: expect.stringContaining(theirs) },
      { browser: 'Firefox', outcome: 'removed' },
    ]);
    expect(home.files()).toEqual([CHROME, 'other/host']);
  });

  test('continues after a file that cannot be removed', async () => {
    const rm = (path: string) =>
      path.endsWith('ollama-turnkey-host')
        ? Promise.reject(new Error('EBUSY'))
        : home.world.fs.rm(path, { recursive: true, force: true });
    const { rows } = await uninstallHost({}, { ...home.world, fs: { ...home.world.fs, rm } });
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      'removed',
      'removed',
      'removed',
      'failed',
      'removed',
      'removed',
    ]);
    expect(home.files()).toEqual([`${DATA}/host/ollama-turnkey-host`]);
  });

  test('R12: is refused under sudo', async () => {
    await expect(
      uninstallHost({}, { ...home.world, uid: 0, env: { SUDO_USER: 'ada' } }),
    ).rejects.toMatchObject({
      code: 'install_refused_root',
    });
  });
});
