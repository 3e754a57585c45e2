// cspell:ignore Zoë Müller
import { describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../shared/identity.ts';
import { installHost } from '../install/install-host.ts';
import type { Platform } from '../platform/path-of.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { runChecks } from './run-checks.ts';
import { doctorMemoryWorld } from './testing/doctor-memory-world.ts';

/** Where Chrome and Firefox have their profiles. */
const PROFILES: Readonly<Record<Platform, readonly string[]>> = {
  linux: ['/home/u/.config/google-chrome', '/home/u/.mozilla'],
  darwin: [
    '/Users/u/Library/Application Support/Google/Chrome',
    '/Users/u/Library/Application Support/Firefox',
  ],
  win32: [
    'C:\\Users\\Zoë Müller\\AppData\\Local\\Google\\Chrome\\User Data',
    'C:\\Users\\Zoë Müller\\AppData\\Roaming\\Mozilla\\Firefox',
  ],
};

/** A computer on which the host is installed for Chrome and Firefox. */
const install = async (platform: Platform, more: Partial<DoctorWorld> = {}, dir?: string) => {
  const state = doctorMemoryWorld(platform, more);
  for (const profile of PROFILES[platform]) state.world.directory(profile);
  const bundle = platform === 'win32' ? 'C:\\dist\\host.mjs' : '/dist/host.mjs';
  state.world.files.set(bundle, 'host');
  await installHost({ bundle, version: '0.1.0', dir }, state.world);
  const check = async () => {
    const findings = await runChecks(state.world, { dir });
    return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
  };
  const problems = async () =>
    Object.values(await check()).flatMap(({ id, cause }) => (cause ? [`${id} ${cause}`] : []));
  return { ...state, state, check, problems };
};

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

describe.each(PLATFORMS)('R15: on %s', (platform) => {
  test('an installation that works has no problem', async () => {
    const { problems, check } = await install(platform);
    expect(await problems()).toEqual([]);
    expect((await check())['browsers.firefox']).toMatchObject({ state: 'ok' });
  });

  test('the help of the single executable names its own command, and that of Node names npx', async () => {
    for (const [isExecutable, command] of [
      [true, '`ollama-turnkey install-host`'],
      [false, '`npx ollama-turnkey install-host`'],
    ] as const) {
      const findings = await runChecks({ ...doctorMemoryWorld(platform).world, isExecutable });
      expect(findings.find(({ cause }) => cause === 'not_installed')?.help).toContain(command);
    }
  });

  test('R1: a registration that is missing is found', async () => {
    const { world, check } = await install(platform);
    for (const [key] of world.registry) if (key.includes('Chrome')) world.registry.delete(key);
    for (const file of [...world.files.keys()])
      if (/Chrome|chrome/.test(file) && file.endsWith('.json')) world.files.delete(file);
    const chrome = Object.values(await check()).find(({ id }) => id.startsWith('browsers.chrome'));
    expect(chrome).toMatchObject({ state: 'error', cause: 'manifest_missing', fixBy: 'install' });
  });

  test('each family starts the host with its own arguments, in the environment of a browser', async () => {
    const { started, check } = await install(platform, {
      env: {
        ...doctorMemoryWorld(platform).world.env,
        SECRET: 'x',
        NODE_OPTIONS: '--y',
        LANG: 'de_DE.UTF-8',
      },
    });
    await check();
    const [chromium, firefox] = ['chrome-extension', COMPANION_ID_FIREFOX].map((word) =>
      started.find(({ args }) => args.join(' ').includes(word)),
    );
    expect(chromium?.args).toEqual([
      `chrome-extension://${COMPANION_ID_CHROMIUM}/`,
      ...(platform === 'win32' ? ['--parent-window=0'] : []),
      '--doctor',
    ]);
    expect(firefox?.args).toEqual([
      expect.stringMatching(new RegExp(`[\\\\/]${HOST_NAME}\\.json$`)),
      COMPANION_ID_FIREFOX,
      '--doctor',
    ]);
    expect(chromium?.env).not.toHaveProperty('SECRET');
    expect(chromium?.env).toMatchObject({ NODE_OPTIONS: '--y' });
    expect(chromium?.env['PATH']).toBe(
      platform === 'win32' ? 'C:\\Windows\\System32;C:\\Windows' : '/usr/bin:/bin:/usr/sbin:/sbin',
    );
  });

  test.each([
    [{ kind: 'silent' }, 'slow_start'],
    [{ kind: 'stray' }, 'stray_output'],
    [{ kind: 'exited', exit: 1 }, 'start_failed'],
    [{ kind: 'denied', errno: 'EACCES' }, 'exec_denied'],
    [{ kind: 'error', code: 'host_outdated', message: 'Old.' }, 'host_outdated'],
    [{ kind: 'error', code: 'internal', message: 'Broken.' }, 'start_failed'],
  ] as const)('R13: a start with the outcome %j is %s', async (outcome, cause) => {
    const { state, problems, check } = await install(platform);
    state.outcome = outcome;
    expect(await problems()).toEqual([`app.start ${cause}`]);
    expect((await check())['browsers.firefox']).toMatchObject({ state: 'skipped' });
  });
});

test('R16: macOS keeps browsers out of some folders', async () => {
  const { problems } = await install('darwin', {}, '/Users/u/Documents/turnkey');
  expect(await problems()).toContain('app.place protected_folder');
});

test('another version of the app is a warning', async () => {
  const { state, problems } = await install('linux');
  state.outcome = { kind: 'welcome', version: '99.0.0' };
  expect(await problems()).toEqual(['app.version other_version']);
});

test.each([
  [
    'Node runs',
    false,
    '/usr/bin/node /home/u/.local/share/ollama-turnkey/host/0.1.0/host.mjs chrome-extension://x/',
  ],
  [
    'is an executable',
    true,
    '/home/u/.local/share/ollama-turnkey/host/0.1.0/ollama-turnkey chrome-extension://x/',
  ],
])('cause 27: many hosts, of an installation that %s', async (_what, isExecutable, line) => {
  const commandLines = async () => Array<string>(31).fill(line);
  const { problems } = await install('linux', { isExecutable, commandLines });
  expect(await problems()).toEqual(['app.processes many_hosts']);
});

test('cause 16: a folder that cannot be written', async () => {
  const { problems } = await install('linux', { mayWrite: async () => false });
  expect(await problems()).toEqual(['app.owner not_writable']);
});

test('cause 22: an app that is newer than the command', async () => {
  const { state, problems } = await install('linux');
  state.outcome = { kind: 'error', code: 'client_outdated', message: 'Old.' };
  expect(await problems()).toEqual(['app.start client_outdated']);
});

test.each([
  ['gateway', 'ollama_claude_gateway'],
  ['credential', 'credential_unavailable'],
] as const)('cause 24: what answers as %s is %s', async (kind, cause) => {
  const ollama = async () => ({ address: 'http://127.0.0.1:11435', answer: { kind, reason: 'why' } });
  const { problems } = await install('linux', { ollama });
  expect(await problems()).toEqual([`ollama.answer ${cause}`]);
});

test('a computer without a browser', async () => {
  const { world } = doctorMemoryWorld('linux');
  const findings = await runChecks(world, { groups: ['browsers'] });
  expect(findings).toContainEqual(expect.objectContaining({ id: 'browsers.none', cause: 'no_browser' }));
});
