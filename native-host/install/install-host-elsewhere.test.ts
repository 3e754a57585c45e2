import { describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, HOST_NAME } from '../../shared/identity.ts';
import { installHost } from './install-host.ts';
import { memoryWorld } from './testing/memory-world.ts';
import { uninstallHost } from './uninstall-host.ts';

/** The installer on simulated operating systems. */

const windows = (browsers: string[] = []) => {
  const home = 'C:\\Users\\Jürgen 用户';
  const execPath = 'C:\\Program Files\\nodejs\\node.exe';
  const env = { LOCALAPPDATA: `${home}\\AppData\\Local`, APPDATA: `${home}\\AppData\\Roaming` };
  const world = memoryWorld({ platform: 'win32', env, home, execPath }, { nodes: { [execPath]: 'v26.0.0' } });
  for (const browser of browsers) world.directory(`${home}\\AppData\\${browser}`);
  world.files.set('C:\\bundle.mjs', 'host');
  return { world, data: `${home}\\AppData\\Local\\ollama-turnkey` };
};

const key = (vendor: string, hive = 'HKCU'): string =>
  `${hive}\\Software\\${vendor}\\NativeMessagingHosts\\${HOST_NAME}`;
const bundle = { bundle: 'C:\\bundle.mjs', version: '0.1.0' };

describe('on Windows', () => {
  test('the keys of the installed browsers point to one manifest file per family', async () => {
    const { world, data } = windows([
      'Local\\Google\\Chrome\\User Data',
      'Local\\BraveSoftware\\Brave-Browser\\User Data',
      'Roaming\\Mozilla\\Firefox',
    ]);
    const { rows } = await installHost(bundle, world);
    const chromium = `${data}\\manifests\\chromium\\${HOST_NAME}.json`;
    const firefox = `${data}\\manifests\\firefox\\${HOST_NAME}.json`;
    expect(Object.fromEntries(world.registry)).toEqual({
      [key('Google\\Chrome')]: chromium,
      [key('BraveSoftware\\Brave-Browser')]: chromium,
      [key('Mozilla')]: firefox,
    });
    expect(JSON.parse(world.files.get(chromium) ?? '')).toMatchObject({
      path: `${data}\\host\\ollama-turnkey-host.bat`,
      allowed_origins: [`chrome-extension://${COMPANION_ID_CHROMIUM}/`],
    });
    expect(world.files.get(`${data}\\host\\0.1.0\\host.mjs`)).toBe('host');
    expect(world.files.get(`${data}\\host\\ollama-turnkey-host.bat`)).toContain(
      'set "HOST=%~dp00.1.0\\host.mjs"\r\n',
    );
    expect(rows.map(({ what, browser, outcome }) => `${what}, ${browser}, ${outcome}`)).toEqual([
      'host, , written',
      'wrapper, , written',
      'manifest, , written',
      'manifest, , written',
      'registry key, Google Chrome, Brave, written',
      'registry key, Brave, written',
      'registry key, Firefox, written',
    ]);
  });

  test('a second install changes nothing; a key that pointed elsewhere is reported', async () => {
    const { world } = windows(['Local\\Google\\Chrome\\User Data']);
    await installHost(bundle, world);
    const again = await installHost(bundle, world);
    expect(new Set(again.rows.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    world.registry.set(key('Google\\Chrome'), 'C:\\other.json');
    const { rows } = await installHost(bundle, world);
    expect(rows.at(-1)).toMatchObject({
      outcome: 'written',
      note: 'It pointed to C:\\other.json before.',
    });
  });

  test('R13: for all users: keys of the machine, and files in Program Files', async () => {
    const { world } = windows();
    await installHost({ ...bundle, system: true, browsers: ['chrome'] }, world);
    expect(Object.fromEntries(world.registry)).toEqual({
      [key('Google\\Chrome', 'HKLM')]:
        `C:\\Program Files\\ollama-turnkey\\manifests\\chromium\\${HOST_NAME}.json`,
    });
  });

  test('a user data directory is reported as unsupported', async () => {
    const { world } = windows();
    const { rows } = await installHost({ ...bundle, userDataDir: 'C:\\profile' }, world);
    expect(rows.at(-1)).toMatchObject({ outcome: 'unsupported', note: expect.stringContaining('registry') });
  });

  test('a dry run changes neither files nor the registry', async () => {
    const { world } = windows(['Local\\Google\\Chrome\\User Data']);
    const { rows } = await installHost({ ...bundle, dryRun: true }, world);
    expect(rows).toHaveLength(4);
    expect([...world.files.keys()]).toEqual(['C:\\bundle.mjs']);
    expect(world.registry.size).toBe(0);
  });

  test('an error of the registry is a failed row', async () => {
    const { world } = windows(['Local\\Google\\Chrome\\User Data']);
    const denied = { code: 1, stdout: '', stderr: 'ERROR: Access is denied.\r\n' };
    const { rows } = await installHost(bundle, { ...world, run: async () => denied });
    expect(rows.at(-1)).toMatchObject({ outcome: 'failed', note: 'ERROR: Access is denied.' });
  });

  test('an uninstall leaves only keys of others', async () => {
    const { world } = windows(['Local\\Google\\Chrome\\User Data', 'Roaming\\Mozilla\\Firefox']);
    await installHost(bundle, world);
    world.files.set('C:\\theirs.json', '{}');
    world.registry.set(key('Mozilla'), 'C:\\theirs.json');
    const { rows } = await uninstallHost({}, world);
    expect(Object.fromEntries(world.registry)).toEqual({ [key('Mozilla')]: 'C:\\theirs.json' });
    expect([...world.files.keys()]).toEqual(['C:\\bundle.mjs', 'C:\\theirs.json']);
    expect(rows.filter(({ outcome }) => outcome === 'kept')).toMatchObject([{ path: key('Mozilla') }]);
  });
});

describe('on macOS', () => {
  const macos = (browsers: string[] = []) => {
    const home = '/Users/u';
    const cellar = '/opt/homebrew/Cellar/node/26.1.0/bin/node';
    const world = memoryWorld(
      { platform: 'darwin', env: {}, home, execPath: cellar, uid: 501 },
      { nodes: { [cellar]: 'v26.1.0' }, links: { '/opt/homebrew/bin/node': cellar } },
    );
    for (const browser of browsers) world.directory(`${home}/Library/Application Support/${browser}`);
    world.files.set('/bundle.mjs', 'host');
    return { world, support: `${home}/Library/Application Support` };
  };

  test('manifests for the installed browsers; the directory for Firefox is created', async () => {
    const { world, support } = macos(['Google/Chrome', 'Arc/User Data', 'Firefox']);
    await installHost({ bundle: '/bundle.mjs', version: '0.1.0' }, world);
    expect([...world.files.keys()].sort()).toEqual(
      [
        '/bundle.mjs',
        '/Users/u/.local/bin/ollama-turnkey',
        `${support}/Arc/User Data/NativeMessagingHosts/${HOST_NAME}.json`,
        `${support}/Google/Chrome/NativeMessagingHosts/${HOST_NAME}.json`,
        `${support}/Mozilla/NativeMessagingHosts/${HOST_NAME}.json`,
        `${support}/ollama-turnkey/host/0.1.0/digests.json`,
        `${support}/ollama-turnkey/host/0.1.0/host.mjs`,
        `${support}/ollama-turnkey/host/ollama-turnkey-host`,
        `${support}/ollama-turnkey/host/repaired`,
      ].sort(),
    );
    expect(world.files.get(`${support}/ollama-turnkey/host/ollama-turnkey-host`)).toContain(
      "node='/opt/homebrew/bin/node'\n",
    );
  });

  test('R16: a directory that macOS protects from browsers causes a warning', async () => {
    const { world } = macos();
    const { rows } = await installHost(
      { bundle: '/bundle.mjs', version: '0.1.0', dir: '/Users/u/Documents/ot' },
      world,
    );
    expect(rows[1]).toMatchObject({ what: 'wrapper', note: expect.stringContaining('Choose another --dir') });
  });
});
