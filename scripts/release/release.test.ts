import { expect, test } from 'vitest';
import { VERSION } from '../../shared/version.ts';
import { installSteps, programFrom } from './artefacts.ts';
import { checkTag } from './check-tag.ts';
import { RELEASE_STEPS } from './steps.ts';

test('a tag has to name the version; a branch need not', () => {
  expect(() => checkTag({ GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.3' }, '1.2.3')).not.toThrow();
  expect(() => checkTag({ GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' }, '1.2.3')).not.toThrow();
  expect(() => checkTag({ GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.4' }, '1.2.3')).toThrow('v1.2.4');
});

test('each file is signed before anything that contains it or its digest is made', () => {
  const names = RELEASE_STEPS.map(({ name }) => name);
  const order = [
    'executables',
    'sign the executables',
    'installers',
    'sign the installers',
    'collect the installers',
    'checksums and manifests for package managers',
    'sign the checksums',
  ];
  expect(names.filter((name) => order.includes(name))).toEqual(order);
});

test.each([
  [
    { platform: 'linux', arch: 'x64' },
    ['tar', '-xf', `/r/ollama-turnkey-${VERSION}-linux-x64.tar.xz`, '-C', '/f', '--strip-components=1'],
    '/f/ollama-turnkey',
    ['sudo', 'apt-get', 'install', '-y', `/r/ollama-turnkey_${VERSION}_amd64.deb`],
  ],
  [
    { platform: 'darwin', arch: 'arm64' },
    ['ditto', '-x', '-k', `/r/ollama-turnkey-${VERSION}-darwin-arm64.zip`, '/f'],
    '/f/Ollama Turnkey.app/Contents/MacOS/ollama-turnkey',
    undefined,
  ],
  [
    { platform: 'win32', arch: 'x64' },
    undefined,
    `\\r\\ollama-turnkey-${VERSION}-windows-x64.exe`,
    ['msiexec', '/i', `\\r\\ollama-turnkey-${VERSION}-windows-x64.msi`, '/qn', '/norestart'],
  ],
] as const)('each system tries what its users download: %o', (machine, unpack, program, install) => {
  const [release, folder] = machine.platform === 'win32' ? ['\\r', '\\f'] : ['/r', '/f'];
  const from = programFrom(machine, release, folder);
  expect([from.commands[0], from.program]).toEqual([unpack, program]);
  const steps = installSteps({ ...machine, env: { LOCALAPPDATA: 'C:\\L' } }, release);
  expect(steps[0]).toEqual(install);
  expect(steps).toHaveLength(install ? 3 : 0);
});
