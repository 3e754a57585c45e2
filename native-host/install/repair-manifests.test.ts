import { describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, HOST_NAME } from '../../shared/identity.ts';
import { installHost } from './install-host.ts';
import { installLayout } from './install-layout.ts';
import { repairFile } from './repair-file.ts';
import { repairManifests } from './repair-manifests.ts';
import { memoryWorld } from './testing/memory-world.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');

/** An installation for Chrome on Linux. Brave is installed later. */
const setUp = async (browsers: readonly string[] = []) => {
  const world = memoryWorld(
    { platform: 'linux', env: {}, home: '/home/u', execPath: '/usr/bin/node', uid: 1000 },
    { nodes: { '/usr/bin/node': 'v26.10.0' } },
  );
  world.directory('/home/u/.config/google-chrome');
  world.files.set('/dist/host.mjs', 'host');
  await installHost({ bundle: '/dist/host.mjs', version: '0.1.0', browsers }, world);
  const layout = installLayout({}, world);
  const file = (folder: string) => `/home/u/.config/${folder}/NativeMessagingHosts/${HOST_NAME}.json`;
  const repair = async (at = NOW, host = `${layout.hosts}/0.1.0/host.mjs`) => {
    const rows = await repairManifests(world, { data: layout.data, host, now: () => at });
    return rows.map(({ path }) => path);
  };
  return { world, layout, repair, chrome: file('google-chrome'), brave: file('BraveSoftware/Brave-Browser') };
};

describe('the running host', () => {
  test('R1: registers itself again where it is missing, damaged or starts a program that is gone', async () => {
    for (const text of [undefined, '{', JSON.stringify({ name: HOST_NAME, path: '/gone' })]) {
      const { world, chrome, repair, layout } = await setUp();
      if (text === undefined) world.files.delete(chrome);
      else world.files.set(chrome, text);
      expect(await repair()).toEqual([chrome]);
      expect(JSON.parse(world.files.get(chrome) ?? '')).toMatchObject({
        path: layout.wrapper,
        allowed_origins: [`chrome-extension://${COMPANION_ID_CHROMIUM}/`],
      });
    }
  });

  test('registers itself with a browser that was installed later', async () => {
    const { world, brave, repair } = await setUp();
    world.directory('/home/u/.config/BraveSoftware/Brave-Browser');
    expect(await repair()).toEqual([brave]);
    expect(await repair(NOW + 2 * 3_600_000)).toEqual([]);
  });

  test('leaves what another installation owns', async () => {
    const { world, chrome, repair } = await setUp();
    world.files.set('/opt/other/host', 'another');
    const other = JSON.stringify({ name: HOST_NAME, path: '/opt/other/host' });
    world.files.set(chrome, other);
    expect(await repair()).toEqual([]);
    expect(world.files.get(chrome)).toBe(other);
  });

  test('repairs at most once an hour', async () => {
    const { world, chrome, repair } = await setUp();
    expect(await repair()).toEqual([]);
    world.files.delete(chrome);
    expect(await repair(NOW + 3_599_000)).toEqual([]);
    expect(await repair(NOW + 3_601_000)).toEqual([chrome]);
  });

  test('adds nothing if the user has named the browsers', async () => {
    const { world, repair } = await setUp(['chrome']);
    world.directory('/home/u/.config/BraveSoftware/Brave-Browser');
    expect(await repair()).toEqual([]);
  });

  test('does nothing if it is not the installed one, or was uninstalled', async () => {
    const { world, chrome, repair, layout } = await setUp();
    world.files.delete(chrome);
    expect(await repair(NOW, '/checkout/native-host/dist/host.mjs')).toEqual([]);
    world.files.delete(layout.wrapper);
    expect(await repair()).toEqual([]);
    expect(world.files.has(chrome)).toBe(false);
  });
});

test('on Windows, it sets the registry key again, and leaves that of another installation', async () => {
  const home = 'C:\\Users\\u';
  const env = { LOCALAPPDATA: `${home}\\AppData\\Local`, APPDATA: `${home}\\AppData\\Roaming` };
  const node = 'C:\\Program Files\\nodejs\\node.exe';
  const world = memoryWorld(
    { platform: 'win32', env, home, execPath: node },
    { nodes: { [node]: 'v26.10.0' } },
  );
  world.directory(`${env.LOCALAPPDATA}\\Google\\Chrome\\User Data`);
  world.directory(`${env.APPDATA}\\Mozilla\\Firefox`);
  world.files.set('C:\\dist\\host.mjs', 'host');
  await installHost({ bundle: 'C:\\dist\\host.mjs', version: '0.1.0' }, world);
  const layout = installLayout({}, world);
  const [chrome = '', mozilla = ''] = [...world.registry.keys()].sort();
  world.registry.delete(chrome);
  world.files.set('D:\\other\\host.bat', 'another');
  world.files.set('D:\\other.json', JSON.stringify({ name: HOST_NAME, path: 'D:\\other\\host.bat' }));
  world.registry.set(mozilla, 'D:\\other.json');
  const host = `${layout.hosts}\\0.1.0\\host.mjs`;
  const rows = await repairManifests(world, { data: layout.data, host, now: () => NOW });
  expect(rows.map(({ path }) => path)).toEqual([chrome]);
  expect(world.registry.get(mozilla)).toBe('D:\\other.json');
  expect(world.files.get(repairFile(world, layout))).toBe('2026-11-26T12:00:00.000Z');
});
