import { expect, test } from 'vitest';
import { SETUP_URL } from '../../../../shared/setup-url.ts';
import { type InstallWay, installWays, SYSTEMS, type System, systemOf } from './install-steps.ts';

const NAMES = Object.keys(SYSTEMS) as System[];

test.each([
  ['linux', 'linux'],
  ['openbsd', 'linux'],
  ['mac', 'mac'],
  ['win', 'win'],
  ['android', undefined],
  ['cros', undefined],
  ['fuchsia', undefined],
])('%s has the instructions of %s', (os, expected) => {
  expect(systemOf({ os, arch: 'x86-64' })).toBe(expected);
});

test.each(NAMES)('%s has a command and a page, whatever the processor', (system) => {
  for (const arch of ['x86-64', 'arm64', 'arm', 'x86-32']) {
    const kinds = installWays(system, { os: 'linux', arch }).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['command', 'page']);
  }
});

test.each([
  ['linux', 'x86-64', ['amd64.deb']],
  ['linux', 'aarch64', ['arm64.deb']],
  ['linux', 'arm', []],
  ['mac', 'arm64', ['darwin-arm64.zip']],
  ['mac', 'x86-64', ['darwin-x64.zip']],
  ['win', 'x86-64', ['windows-x64.msi']],
  ['win', 'arm64', ['windows-x64.msi']],
  ['win', 'x86-32', []],
] as const)('on %s with %s, the installer is %j', (os, arch, names) => {
  const files = installWays(os, { os, arch }).filter(({ kind }) => kind === 'file');
  expect(files.map(({ value }) => value)).toEqual(names.map((name) => `${SETUP_URL}/${name}`));
});

test('a way for another processor is hidden on this system, and shown for the others', () => {
  const file = (value: string, ...processors: string[]): InstallWay => ({ kind: 'page', value, processors });
  const both = [file('a', 'x86-64'), file('b', 'arm64')];
  const ways = { linux: both, mac: both, win: both };
  const here = { os: 'win', arch: 'arm64' };
  expect(installWays('win', here, ways).map(({ value }) => value)).toEqual(['b']);
  expect(installWays('mac', here, ways).map(({ value }) => value)).toEqual(['a', 'b']);
});
