import { describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import type { StartOutcome } from '../doctor/doctor-world.ts';
import { installHost } from '../install/install-host.ts';
import type { InstallWorld } from '../install/install-world.ts';
import { memoryWorld } from '../install/testing/memory-world.ts';
import { pathOf } from '../platform/path-of.ts';
import { headerOf, sha256Of, updateMemoryWorld } from './testing/update-memory-world.ts';
import { type UpdateOptions, updateHost } from './update-host.ts';

const NEW = '99.0.0';

/** A computer with Chrome and Firefox, and where our files are on it. */
const SYSTEMS = {
  linux: {
    env: { PATH: '/usr/bin' },
    home: '/home/Zoë M',
    node: '/usr/bin/node',
    npm: '/usr/share/nodejs/npm/bin/npm-cli.js',
    data: '/home/Zoë M/.local/share/ollama-turnkey',
    browsers: ['/home/Zoë M/.config/google-chrome', '/home/Zoë M/.mozilla'],
    chromium: `/home/Zoë M/.config/google-chrome/NativeMessagingHosts/${HOST_NAME}.json`,
    firefox: `/home/Zoë M/.mozilla/native-messaging-hosts/${HOST_NAME}.json`,
    command: '/home/Zoë M/.local/bin/ollama-turnkey',
    program: 'ollama-turnkey',
    archive: '.tar.xz',
    unpack: ['tar', '-xf', 'download.tar.xz', '-C', 'unpacked', '--strip-components=1'],
    unpacked: ['ollama-turnkey'],
    tar: 'tar',
  },
  darwin: {
    env: { PATH: '/usr/bin' },
    home: '/Users/名',
    node: '/opt/homebrew/bin/node',
    npm: '/opt/homebrew/lib/node_modules/npm/bin/npm-cli.js',
    data: '/Users/名/Library/Application Support/ollama-turnkey',
    browsers: [
      '/Users/名/Library/Application Support/Google/Chrome',
      '/Users/名/Library/Application Support/Firefox',
    ],
    chromium: `/Users/名/Library/Application Support/Google/Chrome/NativeMessagingHosts/${HOST_NAME}.json`,
    firefox: `/Users/名/Library/Application Support/Mozilla/NativeMessagingHosts/${HOST_NAME}.json`,
    command: '/Users/名/.local/bin/ollama-turnkey',
    program: 'ollama-turnkey',
    archive: '.zip',
    unpack: ['/usr/bin/ditto', '-x', '-k', 'download.zip', 'unpacked'],
    unpacked: ['Ollama Turnkey.app', 'Contents', 'MacOS', 'ollama-turnkey'],
    tar: '/usr/bin/tar',
  },
  win32: {
    env: {
      LOCALAPPDATA: 'C:\\U\\Local',
      APPDATA: 'C:\\U\\Roaming',
      SystemRoot: 'C:\\Windows',
      Path: 'C:\\n',
    },
    home: 'C:\\U',
    node: 'C:\\n\\node.exe',
    npm: 'C:\\n\\node_modules\\npm\\bin\\npm-cli.js',
    data: 'C:\\U\\Local\\ollama-turnkey',
    browsers: ['C:\\U\\Local\\Google\\Chrome\\User Data', 'C:\\U\\Roaming\\Mozilla\\Firefox'],
    chromium: `C:\\U\\Local\\ollama-turnkey\\manifests\\chromium\\${HOST_NAME}.json`,
    firefox: `C:\\U\\Local\\ollama-turnkey\\manifests\\firefox\\${HOST_NAME}.json`,
    command: undefined,
    program: 'ollama-turnkey.exe',
    archive: '.exe',
    unpack: undefined,
    unpacked: [],
    tar: 'C:\\Windows\\System32\\tar.exe',
  },
} as const;

type System = keyof typeof SYSTEMS;
const WELCOME: StartOutcome = { kind: 'welcome', version: NEW };
const WORKS = { start: () => WELCOME };

const manifest = (path: string, who: object) =>
  `${JSON.stringify({ name: HOST_NAME, description: 'Ollama Turnkey: a local Ollama for browser extensions', path, type: 'stdio', ...who }, null, 2)}\n`;

interface Given {
  readonly platform: System;
  readonly isExecutable: boolean;
  readonly start?: () => StartOutcome;
  readonly arch?: 'x64' | 'arm64';
}

/** A computer on which this version is installed for both browsers. */
const installed = async ({ platform, isExecutable, start = WORKS.start, arch = 'x64' }: Given) => {
  const system = SYSTEMS[platform];
  const { join } = pathOf(platform);
  const { env, home, node, browsers } = system;
  const downloads = join(home, 'Downloads');
  const execPath = isExecutable ? join(downloads, system.program) : node;
  const facts = { platform, env, home, execPath, isExecutable };
  const world = updateMemoryWorld(
    facts,
    { nodes: { [node]: 'v26.1.0' } },
    {
      start,
      head: headerOf(platform, arch),
      runIn: (folder, command, files) => {
        if (command.includes('pack')) files.set(join(folder, 'ollama-turnkey-99.0.0.tgz'), 'a package');
        const into = join(folder, 'unpacked');
        if (command.includes('-xzf')) writePackage(files, world, into);
        else if (!command.includes('pack')) files.set(join(into, ...system.unpacked), 'the new program');
        return 0;
      },
    },
  );
  for (const folder of [...browsers, downloads, join(home, 'dist', 'parts')]) world.directory(folder);
  world.files.set(execPath, 'the program');
  world.files.set(join(home, 'dist', 'host.mjs'), 'host');
  world.files.set(join(home, 'dist', 'parts', 'cli-1.mjs'), 'cli');
  await installHost(
    { bundle: join(home, 'dist', 'host.mjs'), version: VERSION, browsers: ['chrome', 'firefox'] },
    world,
  );
  world.files.set(join(system.data, 'turnkey.sqlite'), 'the store');
  world.files.set(join(home, 'theirs.json'), 'of another program');
  const before = Object.fromEntries(world.files);
  /** Puts a file into the downloads, with its digest. */
  const download = (name: string, text: string, digest = sha256Of(text)) => {
    world.files.set(join(downloads, name), text);
    world.files.set(join(downloads, 'SHA256SUMS'), `${digest}  ${name}\n`);
    Object.assign(before, Object.fromEntries(world.files));
    return join(downloads, name);
  };
  const update = (options: UpdateOptions = {}, more: Partial<InstallWorld> = {}) =>
    updateHost(options, { ...world, ...more });
  return { world, system, join, before, download, update, registry: Object.fromEntries(world.registry) };
};

const writePackage = (
  files: Map<string, string>,
  world: { directory(path: string): void; platform: System },
  into: string,
) => {
  const { join } = pathOf(world.platform);
  const dist = join(into, 'package', 'native-host', 'dist');
  world.directory(join(dist, 'parts'));
  files.set(join(dist, 'host.mjs'), 'new host');
  files.set(join(dist, 'parts', 'cli-2.mjs'), 'new cli');
};

describe.each(Object.keys(SYSTEMS) as System[])('on %s', (platform) => {
  test('the executable of an archive is installed beside the old one: every file, byte for byte', async () => {
    const { world, system, join, before, download, update, registry } = await installed({
      platform,
      isExecutable: true,
    });
    const file = download(`ollama-turnkey-${NEW}${system.archive}`, 'the new program');
    const report = await update({ file });
    const host = join(system.data, 'host', NEW, system.program);
    expect(Object.fromEntries(world.files)).toEqual({
      ...before,
      [host]: 'the new program',
      ...(system.command && { [system.command]: before[system.command]?.replace(VERSION, NEW) }),
      [system.chromium]: manifest(host, {
        allowed_origins: [`chrome-extension://${COMPANION_ID_CHROMIUM}/`],
      }),
      [system.firefox]: manifest(host, { allowed_extensions: [COMPANION_ID_FIREFOX] }),
    });
    expect(Object.fromEntries(world.registry)).toEqual(registry);
    expect(world.commands).toEqual(system.unpack ? [system.unpack] : []);
    expect(report).toMatchObject({ from: VERSION, to: NEW, kind: 'executable' });
    // It was tried elsewhere, with a copy of the store.
    const trial = join(system.data, 'update-1', 'trial', 'host', '0.0.0', system.program);
    expect(world.started).toEqual([{ path: trial, store: 'the store' }]);
  });

  test('npm brings the newest package: the files are those of a fresh installation', async () => {
    const { world, system, join, before, update, registry } = await installed({
      platform,
      isExecutable: false,
    });
    world.files.set(system.npm, 'npm');
    await update();
    expect(world.commands).toEqual([
      [system.node, system.npm, 'pack', 'ollama-turnkey@latest', '--pack-destination', '.'],
      [system.tar, '-xzf', 'ollama-turnkey-99.0.0.tgz', '-C', 'unpacked'],
    ]);
    const { env, home, node, browsers } = system;
    const fresh = memoryWorld({ platform, env, home, execPath: node }, { nodes: { [node]: 'v26.1.0' } });
    for (const folder of browsers) fresh.directory(folder);
    writePackage(fresh.files, { ...fresh, platform }, home);
    const bundle = join(home, 'package', 'native-host', 'dist', 'host.mjs');
    await installHost({ bundle, version: NEW, browsers: ['chrome', 'firefox'] }, fresh);
    const written = [...fresh.files].filter(([path]) => !path.startsWith(join(home, 'package')));
    expect(Object.fromEntries(world.files)).toEqual({
      ...before,
      [system.npm]: 'npm',
      ...Object.fromEntries(written),
    });
    expect(Object.fromEntries(world.registry)).toEqual(registry);
  });

  test.each([
    ['ends', { kind: 'exited', exit: 3 }, 'it ends at once'],
    ['writes something else', { kind: 'stray' }, 'something else writes to its output'],
    ['cannot read the store', { kind: 'error', code: 'store_failed', message: 'No.' }, 'cannot be read'],
    ['says nothing', { kind: 'silent' }, 'does not answer in time'],
  ] as const)('a new version that %s changes nothing', async (_what, outcome, message) => {
    for (const isExecutable of [true, false]) {
      const { world, system, before, download, update } = await installed({
        ...{ platform, isExecutable },
        start: () => outcome,
      });
      const file = download(`new${isExecutable ? system.archive : '.tgz'}`, 'the new program');
      await expect(update({ file })).rejects.toThrow(message);
      expect(Object.fromEntries(world.files)).toEqual(before);
    }
  });

  test('a disk that fills while the new version is written leaves the old one', async () => {
    for (const isExecutable of [true, false]) {
      const { world, system, join, before, download, update } = await installed({ platform, isExecutable });
      const file = download(`new${isExecutable ? system.archive : '.tgz'}`, 'the new program');
      const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      const inNew = (path: string) =>
        path.startsWith(join(system.data, 'host', NEW, system.program.slice(0, 2)));
      const isWrapper = (path: string) =>
        /ollama-turnkey-host(\.bat)?\.[^\\/]*tmp$/.test(path) && !path.includes('update-1');
      const fs = {
        ...world.fs,
        copyFile: (from: string, to: string) =>
          inNew(to) ? Promise.reject(full) : world.fs.copyFile(from, to),
        writeFile: (...args: Parameters<typeof world.fs.writeFile>) =>
          isWrapper(args[0]) ? Promise.reject(full) : world.fs.writeFile(...args),
      };
      await expect(update({ file }, { fs })).rejects.toThrow('The disk is full');
      expect(Object.fromEntries(world.files)).toEqual(before);
    }
  });

  test('a damaged download, one without a checksum and one for another processor are refused', async () => {
    const { world, system, before, download, update } = await installed({
      platform,
      isExecutable: true,
      arch: 'arm64',
    });
    const damaged = download(`new${system.archive}`, 'the new program', sha256Of('another'));
    await expect(update({ file: damaged })).rejects.toThrow('instead of');
    await expect(update({ file: damaged, sha256: sha256Of('the new program') })).rejects.toThrow(
      '-arm64. This',
    );
    await expect(update({ file: system.chromium })).rejects.toThrow('There is no checksum');
    expect(world.started).toEqual([]);
    expect(Object.fromEntries(world.files)).toEqual(before);
  });

  test('manifests of another installation are not touched', async () => {
    const { world, system, join, download, update } = await installed({ platform, isExecutable: true });
    const theirs = manifest(join(system.home, 'elsewhere', 'host', '1.0.0', system.program), {});
    world.files.set(system.firefox, theirs);
    await update({ file: download(`new${system.archive}`, 'the new program') });
    expect(world.files.get(system.firefox)).toBe(theirs);
    expect(world.files.get(system.chromium)).toContain(NEW);
  });

  test('what cannot update says what to do, and changes nothing', async () => {
    const executable = await installed({ platform, isExecutable: true });
    const ofNode = await installed({ platform, isExecutable: false });
    const error = (promise: Promise<unknown>) =>
      promise.then(
        () => undefined,
        ({ help }) => help,
      );
    expect(await error(executable.update())).toMatch(
      /^Download ollama-turnkey-VERSION-(linux|darwin|windows)-x64\./,
    );
    expect(await error(ofNode.update())).toContain('Install Node.js with npm');
    expect(await error(ofNode.update({}, { isExecutable: true }))).toContain(
      'npx ollama-turnkey@latest update',
    );
    expect(await error(executable.update({}, { isPackaged: true }))).toMatch(/newer|brew upgrade/);
    expect(await error(executable.update({ dir: '/elsewhere' }))).toContain('install-host');
    const file = executable.download('new.tgz', 'a package');
    expect(await error(executable.update({ file }))).toContain('npx ollama-turnkey install-host');
    for (const { world, before } of [executable, ofNode])
      expect(Object.fromEntries(world.files)).toEqual(before);
  });
});

test('the version that is installed already is not written again', async () => {
  const start = () => ({ kind: 'welcome', version: VERSION }) as const;
  const { world, before, download, update } = await installed({
    platform: 'linux',
    isExecutable: true,
    start,
  });
  const file = download('new.tar.xz', 'the new program');
  expect(await update({ file })).toMatchObject({ from: VERSION, to: VERSION, rows: [] });
  expect(Object.fromEntries(world.files)).toEqual(before);
});

test('a version that would be a path is refused', async () => {
  const start = () => ({ kind: 'welcome', version: '1.0.0/../../x' }) as const;
  const { world, before, download, update } = await installed({
    platform: 'linux',
    isExecutable: true,
    start,
  });
  await expect(update({ file: download('new.tar.xz', 'the new program') })).rejects.toThrow(
    'no valid version',
  );
  expect(Object.fromEntries(world.files)).toEqual(before);
});

test('a file for another system, or for its installer, is refused by its name', async () => {
  const { download, update } = await installed({ platform: 'linux', isExecutable: true });
  await expect(update({ file: download('new.msi', '') })).rejects.toThrow('for another system');
  await expect(update({ file: download('new.deb', '') })).rejects.toThrow('that the system installs');
  await expect(update({ file: '/home/Zoë M/none' })).rejects.toThrow('There is no file');
});
