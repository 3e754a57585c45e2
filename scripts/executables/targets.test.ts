import { expect, test } from 'vitest';
import { executablePath } from './places.ts';
import { EXECUTABLE_TARGETS, targetOf } from './targets.ts';

test.each([
  ['linux', 'x64', 'linux-x64/ollama-turnkey'],
  ['linux', 'arm64', 'linux-arm64/ollama-turnkey'],
  ['win32', 'x64', 'windows-x64/ollama-turnkey.exe'],
  ['darwin', 'arm64', 'darwin-arm64/ollama-turnkey'],
  ['darwin', 'x64', 'darwin-x64/ollama-turnkey'],
] as const)('the executable of %s on %s', (platform, arch, file) => {
  expect(executablePath(targetOf({ platform, arch })).replaceAll('\\', '/')).toContain(`executables/${file}`);
});

test('a system without an executable is named', () => {
  expect(() => targetOf({ platform: 'freebsd', arch: 'x64' })).toThrow(
    'There is no executable for freebsd-x64.',
  );
});

test('each target has its own runtime and digest', () => {
  expect(new Set(EXECUTABLE_TARGETS.map(({ runtime }) => runtime)).size).toBe(EXECUTABLE_TARGETS.length);
  expect(new Set(EXECUTABLE_TARGETS.map(({ integrity }) => integrity)).size).toBe(EXECUTABLE_TARGETS.length);
});
