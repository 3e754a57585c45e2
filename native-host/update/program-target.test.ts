import { expect, test } from 'vitest';
import { programTarget, targetName } from './program-target.ts';
import { headerOf } from './testing/update-memory-world.ts';

test.each([
  ['linux', 'x64', 'linux-x64'],
  ['linux', 'arm64', 'linux-arm64'],
  ['darwin', 'x64', 'darwin-x64'],
  ['darwin', 'arm64', 'darwin-arm64'],
  ['win32', 'x64', 'windows-x64'],
  ['win32', 'arm64', 'windows-arm64'],
] as const)('the header of an executable for %s on %s', (platform, arch, name) => {
  const target = programTarget(headerOf(platform, arch));
  expect(target).toEqual({ platform, arch });
  expect(target && targetName(target)).toBe(name);
});

test('anything else has no target, and neither has what ends within its header', () => {
  const files = [
    Buffer.alloc(0),
    Buffer.from('#!/bin/sh\nexit\n'),
    Buffer.from('MZ'),
    headerOf('win32', 'x64').subarray(0, 130),
    headerOf('linux', 'x64').subarray(0, 12),
  ];
  expect(files.map(programTarget)).toEqual(files.map(() => undefined));
  const other = headerOf('linux', 'x64').slice();
  other[18] = 3;
  expect(programTarget(other)).toBeUndefined();
});
