import { describe, expect, test } from 'vitest';
import type { Platform } from '../platform/path-of.ts';
import { chooseNode } from './choose-node.ts';
import type { InstallWorld } from './install-world.ts';
import { memoryWorld } from './testing/memory-world.ts';

const HOMES: Record<Platform, string> = { linux: '/home/u', darwin: '/Users/u', win32: 'C:\\Users\\u' };

interface Case {
  readonly platform: Platform;
  readonly execPath: string;
  readonly nodes?: Record<string, string>;
  readonly links?: Record<string, string>;
  readonly env?: InstallWorld['env'];
  readonly system?: boolean;
}

const choose = ({ platform, execPath, nodes = {}, links = {}, env = {}, system = false }: Case) =>
  chooseNode(
    memoryWorld(
      { platform, env, home: HOMES[platform], execPath },
      { nodes: { [execPath]: 'v26.0.0', ...nodes }, links },
    ),
    { system },
  );

const CELLAR = '/opt/homebrew/Cellar/node/26.1.0/bin/node';
const KEG = '/opt/homebrew/Cellar/node@24/24.2.0/bin/node';
const FNM = '/home/u/.local/share/fnm/node-versions/v26.0.0/installation/bin/node';
const NVM = '/home/u/.nvm/versions/node/v24.0.0/bin/node';
const BORROWED = '/home/u/project/node_modules/node/bin/node';

describe('R11: the path that survives an upgrade', () => {
  test.each<[string, Case, string]>([
    [
      "Homebrew's link",
      { platform: 'darwin', execPath: CELLAR, links: { '/opt/homebrew/bin/node': CELLAR } },
      '/opt/homebrew/bin/node',
    ],
    [
      "Homebrew's link of a formula that is not in bin",
      { platform: 'darwin', execPath: KEG, links: { '/opt/homebrew/opt/node@24/bin/node': KEG } },
      '/opt/homebrew/opt/node@24/bin/node',
    ],
    [
      'not a link that leads to another Node',
      {
        platform: 'darwin',
        execPath: CELLAR,
        nodes: { [KEG]: 'v24.2.0' },
        links: { '/opt/homebrew/bin/node': KEG },
      },
      CELLAR,
    ],
    [
      "fnm's alias",
      {
        platform: 'linux',
        execPath: FNM,
        links: { '/home/u/.local/share/fnm/aliases/default/bin/node': FNM },
      },
      '/home/u/.local/share/fnm/aliases/default/bin/node',
    ],
    ['nvm has none', { platform: 'linux', execPath: NVM }, NVM],
    ['a system Node is one', { platform: 'linux', execPath: '/usr/bin/node' }, '/usr/bin/node'],
    [
      "nvm-windows' link",
      {
        platform: 'win32',
        execPath: 'C:\\nvm\\v26\\node.exe',
        env: { SystemDrive: 'C:' },
        links: { 'C:\\nvm4w\\nodejs\\node.exe': 'C:\\nvm\\v26\\node.exe' },
      },
      'C:\\nvm4w\\nodejs\\node.exe',
    ],
  ])('%s', async (_name, given, expected) => {
    expect(await choose(given)).toBe(expected);
  });
});

describe('a Node in node_modules is replaced', () => {
  test('by a system Node that is new enough', async () => {
    expect(
      await choose({
        platform: 'linux',
        execPath: BORROWED,
        nodes: { '/usr/local/bin/node': 'v20.20.2', '/usr/bin/node': 'v22.19.0' },
      }),
    ).toBe('/usr/bin/node');
  });

  test('by one on the PATH, with its own path', async () => {
    expect(
      await choose({
        platform: 'linux',
        execPath: BORROWED,
        env: { PATH: '/home/u/project/node_modules/.bin:relative:/run/fnm_multishells/1/bin' },
        nodes: { [FNM]: 'v24.0.0' },
        links: { '/home/u/project/node_modules/.bin/node': BORROWED, '/run/fnm_multishells/1/bin/node': FNM },
      }),
    ).toBe(FNM);
  });

  test('but not by one that is too old', async () => {
    expect(
      await choose({ platform: 'linux', execPath: BORROWED, nodes: { '/usr/bin/node': 'v20.20.2' } }),
    ).toBe(BORROWED);
  });

  test('on Windows too', async () => {
    expect(
      await choose({
        platform: 'win32',
        execPath: 'C:\\p\\node_modules\\node\\bin\\node.exe',
        env: { ProgramFiles: 'C:\\Program Files' },
        nodes: { 'C:\\Program Files\\nodejs\\node.exe': 'v24.0.0' },
      }),
    ).toBe('C:\\Program Files\\nodejs\\node.exe');
  });
});

test('for all users, a Node in a home directory is replaced by one that all may run', async () => {
  const given: Case = { platform: 'linux', execPath: NVM, nodes: { '/usr/bin/node': 'v24.0.0' } };
  expect(await choose({ ...given, system: true })).toBe('/usr/bin/node');
  expect(await choose(given)).toBe(NVM);
});
