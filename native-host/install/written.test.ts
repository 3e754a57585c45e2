import { expect, test } from 'vitest';
import { installHost } from './install-host.ts';
import { memoryWorld } from './testing/memory-world.ts';
import { uninstallHost } from './uninstall-host.ts';

/**
 * Everything that an installation with Node writes, byte for byte. The single executable is in
 * `install-executable.test.ts`.
 */
const SYSTEMS = {
  linux: {
    env: {},
    home: "/home/Zoë O'M 名",
    node: '/usr/bin/node',
    bundle: '/dist/host.mjs',
    profiles: ["/home/Zoë O'M 名/.config/google-chrome", "/home/Zoë O'M 名/.mozilla"],
  },
  darwin: {
    env: {},
    home: '/Users/名 M',
    node: '/opt/homebrew/bin/node',
    bundle: '/dist/host.mjs',
    profiles: [
      '/Users/名 M/Library/Application Support/Google/Chrome',
      '/Users/名 M/Library/Application Support/Firefox',
    ],
  },
  win32: {
    env: {
      LOCALAPPDATA: 'C:\\Users\\Zoë & M\\AppData\\Local',
      APPDATA: 'C:\\Users\\Zoë & M\\AppData\\Roaming',
      ProgramFiles: 'C:\\Program Files',
      SystemRoot: 'C:\\Windows',
    },
    home: 'C:\\Users\\Zoë & M',
    node: 'C:\\Program Files\\nodejs\\node.exe',
    bundle: 'C:\\dist\\host.mjs',
    profiles: [
      'C:\\Users\\Zoë & M\\AppData\\Local\\Google\\Chrome\\User Data',
      'C:\\Users\\Zoë & M\\AppData\\Roaming\\Mozilla\\Firefox',
    ],
  },
} as const;

const inOrder = (entries: Map<string, string>) =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

test.each(
  (Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[]).flatMap((platform) => [
    { platform, system: false },
    { platform, system: true },
  ]),
)(
  'on $platform, every file and registry key, byte for byte (for all users: $system)',
  async ({ platform, system }) => {
    const { env, home, node, bundle, profiles } = SYSTEMS[platform];
    const world = memoryWorld({ platform, env, home, execPath: node }, { nodes: { [node]: 'v26.1.0' } });
    for (const profile of profiles) world.directory(profile);
    if (platform === 'linux')
      for (const folder of ['/usr/lib/mozilla', '/usr/lib64']) world.directory(folder);
    world.files.set(bundle, 'host');
    const before = Object.fromEntries(world.files);
    await installHost({ bundle, version: '1.2.3', browsers: ['chrome', 'firefox'], system }, world);
    const written = { files: inOrder(world.files), registry: inOrder(world.registry) };
    const name = `testing/written/${platform}-${system ? 'all-users' : 'user'}.json`;
    await expect(`${JSON.stringify(written, null, 2)}\n`).toMatchFileSnapshot(name);
    await uninstallHost({ system }, world);
    expect(Object.fromEntries(world.files)).toEqual(before);
    expect(world.registry.size).toBe(0);
  },
);
