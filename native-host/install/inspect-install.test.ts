import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, HOST_NAME } from '../../shared/identity.ts';
import { inspectInstall } from './inspect-install.ts';
import { installHost } from './install-host.ts';
import { memoryWorld } from './testing/memory-world.ts';
import { type RealHome, realHome } from './testing/real-home.ts';

const CHROME = `.config/google-chrome/NativeMessagingHosts/${HOST_NAME}.json`;
const DATA = '.local/share/ollama-turnkey';

let home: RealHome;
beforeEach(async () => {
  home = realHome("it's home");
  home.directory('.config/google-chrome');
});
const install = () => installHost({ bundle: home.bundle, version: '0.1.0' }, home.world);
const chrome = async () => (await inspectInstall(home.world)).manifests[0];

describe.skipIf(process.platform === 'win32')('an installation', () => {
  test('without a problem', async () => {
    await install();
    const wrapper = join(home.home, DATA, 'host/ollama-turnkey-host');
    expect(await inspectInstall(home.world)).toEqual({
      dataDirectory: join(home.home, DATA),
      versions: ['0.1.0'],
      wrapper: {
        path: wrapper,
        present: true,
        node: { path: expect.stringMatching(/node$/), present: true },
        host: { path: join(home.home, DATA, 'host/0.1.0/host.mjs'), present: true },
      },
      manifests: [
        {
          browsers: [{ id: 'chrome', name: 'Google Chrome' }],
          family: 'chromium',
          path: join(home.home, CHROME),
          target: wrapper,
          ids: [COMPANION_ID_CHROMIUM],
        },
      ],
    });
  });

  test('that is missing', async () => {
    expect(await inspectInstall(home.world)).toMatchObject({
      versions: [],
      wrapper: { present: false },
      manifests: [{ problem: 'missing', ids: [] }],
    });
    expect(home.files()).toEqual([]);
  });

  test('R1: whose host is gone', async () => {
    await install();
    rmSync(join(home.home, DATA, 'host/0.1.0'), { recursive: true });
    expect(await inspectInstall(home.world)).toMatchObject({
      versions: [],
      wrapper: { host: { present: false } },
    });
  });

  test.each([
    ['invalid', '{'],
    ['misnamed', JSON.stringify({ name: 'org.other', path: '/bin/sh' })],
    ['target_missing', JSON.stringify({ name: HOST_NAME, path: '/gone' })],
    ['points_elsewhere', JSON.stringify({ name: HOST_NAME, path: '/bin/sh' })],
  ])('with a manifest that is %s', async (problem, text) => {
    home.file(CHROME, text);
    expect(await chrome()).toMatchObject({ problem });
  });

  test('whose manifest does not list the companion', async () => {
    await install();
    const manifest = JSON.parse(readFileSync(join(home.home, CHROME), 'utf8'));
    home.file(CHROME, JSON.stringify({ ...manifest, allowed_origins: [] }));
    expect(await chrome()).toMatchObject({ problem: 'companion_not_listed', ids: [] });
  });

  test('does not report a location as missing that an install would not write', async () => {
    rmSync(join(home.home, '.config/google-chrome'), { recursive: true });
    home.directory('.config/opera');
    await install();
    expect((await inspectInstall(home.world)).manifests).toMatchObject([{ browsers: [{ id: 'opera' }] }]);
  });

  test('R14: shows an unsupported browser', async () => {
    home.directory('snap/chromium');
    expect((await inspectInstall(home.world)).manifests.at(-1)).toMatchObject({
      browsers: [{ id: 'snap-chromium' }],
      problem: 'unsupported',
    });
  });

  test('may be for a user data directory', async () => {
    const userDataDir = join(home.home, 'profile');
    expect((await inspectInstall(home.world, { userDataDir })).manifests).toHaveLength(2);
  });
});

test('on Windows it is read from the registry', async () => {
  const local = 'C:\\Users\\Jürgen\\AppData\\Local';
  const execPath = `${local}\\100%\\node.exe`;
  const world = memoryWorld(
    { platform: 'win32', env: { LOCALAPPDATA: local }, home: 'C:\\Users\\Jürgen', execPath },
    { nodes: { [execPath]: 'v26.0.0' } },
  );
  world.directory(`${local}\\Google\\Chrome\\User Data`);
  world.files.set('C:\\bundle.mjs', '');
  expect((await inspectInstall(world)).manifests).toMatchObject([{ problem: 'missing' }]);
  await installHost({ bundle: 'C:\\bundle.mjs', version: '0.1.0' }, world);
  const well = await inspectInstall(world);
  expect(well.manifests[0]).not.toHaveProperty('problem');
  expect(well.wrapper).toMatchObject({
    node: { path: execPath, present: true },
    host: { path: `${local}\\ollama-turnkey\\host\\0.1.0\\host.mjs`, present: true },
  });
  const key = well.manifests[0]?.path ?? '';
  expect(key).toBe(`HKCU\\Software\\Google\\Chrome\\NativeMessagingHosts\\${HOST_NAME}`);
  world.registry.set(key, 'C:\\gone.json');
  expect((await inspectInstall(world)).manifests).toMatchObject([{ problem: 'missing' }]);
});
