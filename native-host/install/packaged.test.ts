import { describe, expect, test } from 'vitest';
import { renderManifest } from '../../manifests/render-manifest.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { extensionIds } from './extension-ids.ts';
import { inspectInstall } from './inspect-install.ts';
import { installHost } from './install-host.ts';
import { memoryWorld } from './testing/memory-world.ts';
import { uninstallHost } from './uninstall-host.ts';

const manifest = (family: 'chromium' | 'firefox', path: string) =>
  renderManifest(family, { name: HOST_NAME, path, ids: extensionIds()[family] });

const HOME = '/home/u';
const PROGRAM = '/usr/lib/ollama-turnkey/ollama-turnkey';
const CHROME = `/etc/opt/chrome/native-messaging-hosts/${HOST_NAME}.json`;
const FIREFOX = `/usr/lib/mozilla/native-messaging-hosts/${HOST_NAME}.json`;
const OWN_CHROME = `${HOME}/.config/google-chrome/NativeMessagingHosts/${HOST_NAME}.json`;
const OPERA = `${HOME}/.config/opera/NativeMessagingHosts/${HOST_NAME}.json`;

/** A Debian on which the package is installed, and a user with Chrome and Firefox. */
const debian = () => {
  const world = memoryWorld({
    ...{ platform: 'linux', env: {}, home: HOME, execPath: PROGRAM, isExecutable: true, isPackaged: true },
  });
  world.files.set(PROGRAM, 'the program');
  world.files.set(CHROME, manifest('chromium', PROGRAM));
  world.files.set(FIREFOX, manifest('firefox', PROGRAM));
  for (const folder of ['.config/google-chrome', '.mozilla']) world.directory(`${HOME}/${folder}`);
  return world;
};

const install = (world: ReturnType<typeof debian>) => installHost({ bundle: '', version: VERSION }, world);
const problems = async (world: ReturnType<typeof debian>) =>
  (await inspectInstall(world)).manifests.map(({ path, problem = 'none' }) => [path, problem]);

describe('a package for Linux', () => {
  test('is inspected as what browsers start', async () => {
    const world = debian();
    expect(await inspectInstall(world)).toMatchObject({
      dataDirectory: `${HOME}/.local/share/ollama-turnkey`,
      versions: [VERSION],
      wrapper: { path: PROGRAM, present: true },
    });
    expect(await problems(world)).toEqual([
      [CHROME, 'none'],
      [FIREFOX, 'none'],
    ]);
  });

  test('a manifest of it that is gone is found, and install-host replaces it for the user', async () => {
    const world = debian();
    world.files.delete(CHROME);
    expect(await problems(world)).toContainEqual([CHROME, 'missing']);
    await install(world);
    expect(world.files.get(OWN_CHROME)).toBe(manifest('chromium', PROGRAM));
    expect(await problems(world)).toContainEqual([OWN_CHROME, 'none']);
  });

  test('a manifest of the user is used first, as browsers do', async () => {
    const world = debian();
    world.files.set(OWN_CHROME, manifest('chromium', '/opt/other'));
    world.files.set('/opt/other', '');
    expect(await problems(world)).toContainEqual([OWN_CHROME, 'points_elsewhere']);
  });

  test('install-host copies nothing, and says that the package did it', async () => {
    const world = debian();
    const before = new Map(world.files);
    const { rows } = await install(world);
    expect(new Map(world.files)).toEqual(before);
    expect(rows).toEqual([
      { browser: '', what: 'host', path: PROGRAM, outcome: 'unchanged', note: 'A package installed it.' },
      { browser: 'Google Chrome', what: 'manifest', path: CHROME, outcome: 'unchanged' },
      { browser: 'Firefox', what: 'manifest', path: FIREFOX, outcome: 'unchanged' },
    ]);
  });

  test('a browser without a place for all users gets a manifest of the user', async () => {
    const world = debian();
    world.directory(`${HOME}/.config/opera`);
    expect(await problems(world)).toContainEqual([OPERA, 'missing']);
    await install(world);
    expect(world.files.get(OPERA)).toBe(manifest('chromium', PROGRAM));
    expect(await problems(world)).toContainEqual([OPERA, 'none']);
  });

  test('uninstall-host removes what belongs to the user, and keeps what belongs to the package', async () => {
    const world = debian();
    const before = [...world.files.keys()];
    world.directory(`${HOME}/.config/opera`);
    await install(world);
    const store = `${HOME}/.local/share/ollama-turnkey/turnkey.sqlite`;
    world.directory(`${HOME}/.local/share/ollama-turnkey`);
    world.files.set(store, '');
    const { rows } = await uninstallHost({ purge: true }, world);
    expect([...world.files.keys()]).toEqual(before);
    expect(rows.at(-1)).toMatchObject({ path: PROGRAM, outcome: 'kept' });
    expect(rows.at(-1)?.note).toContain('sudo apt remove ollama-turnkey');
    await uninstallHost({ system: true }, world);
    expect([...world.files.keys()]).toEqual(before);
  });

  test('--dir makes another installation, with its own copy', async () => {
    const world = debian();
    await installHost({ bundle: '', version: VERSION, dir: '/srv/turnkey' }, world);
    const copy = `/srv/turnkey/host/${VERSION}/ollama-turnkey`;
    expect(world.files.get(copy)).toBe('the program');
    expect(world.files.get(OWN_CHROME)).toBe(manifest('chromium', copy));
  });
});

describe('a package for Windows', () => {
  const folder = 'C:\\U\\Local\\Programs\\Ollama Turnkey';
  const execPath = `${folder}\\ollama-turnkey.exe`;
  const key = `HKCU\\Software\\Google\\Chrome\\NativeMessagingHosts\\${HOST_NAME}`;
  const windows = () => {
    const env = { LOCALAPPDATA: 'C:\\U\\Local', APPDATA: 'C:\\U\\Roaming', SystemRoot: 'C:\\Windows' };
    const world = memoryWorld({
      ...{ platform: 'win32', env, home: 'C:\\U', execPath, isExecutable: true, isPackaged: true },
    });
    world.files.set(execPath, 'the program');
    world.files.set(`${folder}\\chromium.json`, manifest('chromium', 'ollama-turnkey.exe'));
    world.registry.set(key, `${folder}\\chromium.json`);
    world.directory('C:\\U\\Local\\Google\\Chrome\\User Data');
    return world;
  };

  test('is inspected by its registry keys; install-host and uninstall-host change nothing', async () => {
    const world = windows();
    const before = [new Map(world.files), new Map(world.registry)];
    expect(await problems(world)).toEqual([[key, 'none']]);
    const { rows } = await install(world);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    await uninstallHost({}, world);
    expect([new Map(world.files), new Map(world.registry)]).toEqual(before);
  });

  test('a key that is gone is found, and install-host writes it', async () => {
    const world = windows();
    world.registry.delete(key);
    expect(await problems(world)).toEqual([[key, 'missing']]);
    await install(world);
    expect(world.registry.get(key)).toBe(`${folder}\\chromium.json`);
    expect(await problems(world)).toEqual([[key, 'none']]);
  });
});
