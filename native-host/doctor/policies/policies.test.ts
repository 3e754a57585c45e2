import { describe, expect, test } from 'vitest';
import { COMPANION_IDS, HOST_NAME } from '../../../shared/identity.ts';
import { doctorMemoryWorld } from '../testing/doctor-memory-world.ts';
import { judgePolicies } from './judge-policies.ts';
import { parsePolicies, parseRegistryValues, readPolicies } from './read-policies.ts';

const done = (stdout: string) => ({ code: 0, stdout, stderr: '' });

describe('R13: policies', () => {
  test.each([
    [{}, undefined],
    [{ NativeMessagingBlocklist: ['org.other'] }, undefined],
    [{ NativeMessagingBlocklist: ['*'] }, 'policy_blocked'],
    [{ NativeMessagingBlocklist: [HOST_NAME] }, 'policy_blocked'],
    [{ NativeMessagingBlocklist: ['*'], NativeMessagingAllowlist: [HOST_NAME] }, undefined],
    [{ NativeMessagingUserLevelHosts: false }, 'policy_user_hosts'],
    [{ NativeMessagingUserLevelHosts: true }, undefined],
    [{ ExtensionInstallBlocklist: ['*'] }, 'extension_blocked'],
    [{ ExtensionInstallBlocklist: ['*'], ExtensionInstallAllowlist: COMPANION_IDS }, undefined],
  ])('%j mean %s', (policies, cause) => {
    expect(judgePolicies(policies, false)).toBe(cause);
  });

  test('an installation for all users needs no hosts of the user', () => {
    expect(judgePolicies({ NativeMessagingUserLevelHosts: false }, true)).toBeUndefined();
  });

  test.each([
    ['{"NativeMessagingBlocklist":["*"],"Other":1}', { NativeMessagingBlocklist: ['*'] }],
    ['{"policies":{"NativeMessagingUserLevelHosts":false}}', { NativeMessagingUserLevelHosts: false }],
    ['{"NativeMessagingBlocklist":"*"}', {}],
    ['null', {}],
    ['{', {}],
  ])('%s is read as %j', (text, policies) => {
    expect(parsePolicies(text)).toEqual(policies);
  });

  test('on Linux, every file of the folder counts', async () => {
    const { world } = doctorMemoryWorld('linux');
    world.directory('/etc/opt/chrome/policies/managed');
    world.files.set('/etc/opt/chrome/policies/managed/a.json', '{"NativeMessagingBlocklist":["*"]}');
    world.files.set('/etc/opt/chrome/policies/managed/b.json', '{"NativeMessagingUserLevelHosts":false}');
    expect(await readPolicies(world, 'chrome-beta')).toEqual({
      NativeMessagingBlocklist: ['*'],
      NativeMessagingUserLevelHosts: false,
    });
    expect(await readPolicies(world, 'opera')).toEqual({});
  });

  test('on macOS, the system converts the property list', async () => {
    const asked: string[] = [];
    const { world } = doctorMemoryWorld('darwin', {
      run: async (command, args) => {
        asked.push([command, ...args].join(' '));
        return done('{"NativeMessagingBlocklist":["*"]}');
      },
    });
    expect(await readPolicies(world, 'edge')).toEqual({ NativeMessagingBlocklist: ['*'] });
    expect(asked).toEqual([
      '/usr/bin/plutil -convert json -o - /Library/Managed Preferences/com.microsoft.Edge.plist',
    ]);
  });

  test('on Windows, both hives count, and the one of the computer comes first', async () => {
    const values: Record<string, string> = {
      'HKLM\\Software\\Policies\\Google\\Chrome':
        '\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Google\\Chrome\r\n    NativeMessagingUserLevelHosts    REG_DWORD    0x0\r\n\r\n',
      'HKCU\\Software\\Policies\\Google\\Chrome':
        '\r\nHKEY_CURRENT_USER\\x\r\n    NativeMessagingUserLevelHosts    REG_DWORD    0x1\r\n',
      'HKCU\\Software\\Policies\\Google\\Chrome\\NativeMessagingBlocklist':
        '\r\nHKEY_CURRENT_USER\\y\r\n    1    REG_SZ    *\r\n    2    REG_SZ    org.other host\r\n',
    };
    const { world } = doctorMemoryWorld('win32', {
      run: async (_command, args) => done(values[args[1] ?? ''] ?? ''),
    });
    expect(await readPolicies(world, 'chrome')).toEqual({
      NativeMessagingUserLevelHosts: false,
      NativeMessagingBlocklist: ['*', 'org.other host'],
    });
  });
});

test('registry values have their names and values', () => {
  expect(
    parseRegistryValues('HKEY_X\r\n    a b    REG_SZ    c d\r\n    (Standard)    REG_SZ    \r\n'),
  ).toEqual({
    'a b': 'c d',
    '(Standard)': '',
  });
});
