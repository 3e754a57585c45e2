import { expect, test } from 'vitest';
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
    expect(installWays(system, { os: 'linux', arch }).map(({ kind }) => kind)).toEqual(['command', 'page']);
  }
});

test('a way for another processor is hidden on this system, and shown for the others', () => {
  const file = (value: string, ...processors: string[]): InstallWay => ({ kind: 'page', value, processors });
  const both = [file('a', 'x86-64'), file('b', 'arm64')];
  const ways = { linux: both, mac: both, win: both };
  const here = { os: 'win', arch: 'arm64' };
  expect(installWays('win', here, ways).map(({ value }) => value)).toEqual(['b']);
  expect(installWays('mac', here, ways).map(({ value }) => value)).toEqual(['a', 'b']);
});
