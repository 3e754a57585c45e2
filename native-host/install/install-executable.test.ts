import { describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { pathOf } from '../platform/path-of.ts';
import { inspectInstall } from './inspect-install.ts';
import { installHost } from './install-host.ts';
import { memoryWorld } from './testing/memory-world.ts';
import { uninstallHost } from './uninstall-host.ts';

const manifest = (path: string, who: object) =>
  `${JSON.stringify(
    {
      name: HOST_NAME,
      description: 'Ollama Turnkey: a local Ollama for browser extensions',
      path,
      type: 'stdio',
      ...who,
    },
    null,
    2,
  )}\n`;
const CHROMIUM = { allowed_origins: [`chrome-extension://${COMPANION_ID_CHROMIUM}/`] };
const FIREFOX = { allowed_extensions: [COMPANION_ID_FIREFOX] };

/** The machine on which the executable was downloaded and started, and where it and its files are. */
const SYSTEMS = {
  linux: {
    env: {},
    home: '/home/Zoë M',
    execPath: '/home/Zoë M/Downloads/ollama-turnkey',
    browsers: ['/home/Zoë M/.config/google-chrome', '/home/Zoë M/.mozilla'],
    command: '/home/Zoë M/.local/bin/ollama-turnkey',
    host: `/home/Zoë M/.local/share/ollama-turnkey/host/${VERSION}/ollama-turnkey`,
    chromium: `/home/Zoë M/.config/google-chrome/NativeMessagingHosts/${HOST_NAME}.json`,
    firefox: `/home/Zoë M/.mozilla/native-messaging-hosts/${HOST_NAME}.json`,
    registry: {},
  },
  darwin: {
    env: {},
    home: '/Users/名',
    execPath: '/Users/名/Downloads/ollama-turnkey',
    browsers: [
      '/Users/名/Library/Application Support/Google/Chrome',
      '/Users/名/Library/Application Support/Firefox',
    ],
    command: '/Users/名/.local/bin/ollama-turnkey',
    host: `/Users/名/Library/Application Support/ollama-turnkey/host/${VERSION}/ollama-turnkey`,
    chromium: `/Users/名/Library/Application Support/Google/Chrome/NativeMessagingHosts/${HOST_NAME}.json`,
    firefox: `/Users/名/Library/Application Support/Mozilla/NativeMessagingHosts/${HOST_NAME}.json`,
    registry: {},
  },
  win32: {
    env: { LOCALAPPDATA: 'C:\\U\\Local', APPDATA: 'C:\\U\\Roaming', SystemRoot: 'C:\\Windows' },
    home: 'C:\\U',
    execPath: 'C:\\U\\Downloads\\ollama-turnkey.exe',
    browsers: ['C:\\U\\Local\\Google\\Chrome\\User Data', 'C:\\U\\Roaming\\Mozilla\\Firefox'],
    command: undefined,
    host: `C:\\U\\Local\\ollama-turnkey\\host\\${VERSION}\\ollama-turnkey.exe`,
    chromium: `C:\\U\\Local\\ollama-turnkey\\manifests\\chromium\\${HOST_NAME}.json`,
    firefox: `C:\\U\\Local\\ollama-turnkey\\manifests\\firefox\\${HOST_NAME}.json`,
    registry: {
      [`HKCU\\Software\\Google\\Chrome\\NativeMessagingHosts\\${HOST_NAME}`]: `C:\\U\\Local\\ollama-turnkey\\manifests\\chromium\\${HOST_NAME}.json`,
      [`HKCU\\Software\\Mozilla\\NativeMessagingHosts\\${HOST_NAME}`]: `C:\\U\\Local\\ollama-turnkey\\manifests\\firefox\\${HOST_NAME}.json`,
    },
  },
} as const;

describe.each(Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[])('on %s', (platform) => {
  const { env, home, execPath, browsers, command, host, chromium, firefox, registry } = SYSTEMS[platform];
  const machine = () => {
    const world = memoryWorld({ platform, env, home, execPath, isExecutable: true });
    world.files.set(execPath, 'the program');
    for (const browser of browsers) world.directory(browser);
    return world;
  };
  const install = (world: ReturnType<typeof machine>) =>
    installHost({ bundle: '', version: VERSION, browsers: ['chrome', 'firefox'] }, world);

  test('the executable copies itself and browsers start the copy: every file, byte for byte', async () => {
    const world = machine();
    await install(world);
    expect(Object.fromEntries(world.files)).toEqual({
      [execPath]: 'the program',
      [host]: 'the program',
      ...(command && {
        [command]: `#!/bin/sh\n# Written by ollama-turnkey install-host.\nexec '${host}' "$@"\n`,
      }),
      [chromium]: manifest(host, CHROMIUM),
      [firefox]: manifest(host, FIREFOX),
    });
    expect(Object.fromEntries(world.registry)).toEqual(registry);
    const { wrapper, manifests } = await inspectInstall(world);
    expect(wrapper).toEqual({ path: host, present: true });
    expect(manifests.filter(({ problem }) => problem === undefined)).toHaveLength(2);
  });

  test('the installed copy can install again, and removes itself', async () => {
    const world = machine();
    await install(world);
    const copy = { ...world, execPath: host };
    const { rows } = await install(copy);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    await uninstallHost({}, copy);
    expect([...world.files.keys()]).toEqual([execPath]);
    expect([...world.registry.keys()]).toEqual([]);
  });

  test('an uninstall also removes the manifests of another version of this installation', async () => {
    const world = machine();
    await install(world);
    const old = host.replace(VERSION, '0.0.1');
    world.directory(pathOf(platform).dirname(old));
    world.files.set(old, 'an older program');
    world.files.set(chromium, manifest(old, CHROMIUM));
    await uninstallHost({}, world);
    expect([...world.files.keys()]).toEqual([execPath]);
  });
});
