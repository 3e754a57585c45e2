// cspell:ignore aarch64
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shellQuote } from '../../native-host/install/posix-wrapper.ts';
import { installPackage } from '../../scripts/browser/install-package.ts';
import { missingPrograms } from '../../scripts/browser/missing-programs.ts';
import { buildExecutable } from '../../scripts/executables/build-executable.ts';
import { bundleHost } from '../../scripts/executables/bundle-host.ts';
import { CACHE } from '../../scripts/executables/places.ts';
import { EXECUTABLE_TARGETS } from '../../scripts/executables/targets.ts';
import { VERSION } from '../../shared/version.ts';
import { COMPANION_ORIGIN, startHost } from '../host/start-host.ts';

const EMULATOR = 'qemu-aarch64-static';

/** The root directory of the libraries for arm64, and the Debian packages that have them. */
const SYSROOT = '/usr/aarch64-linux-gnu';
const LIBRARIES = { 'libc.so.6': 'libc6-arm64-cross', 'libgcc_s.so.1': 'libgcc-s1-arm64-cross' } as const;

const missingLibraries = (): string[] =>
  Object.entries(LIBRARIES)
    .map(([file, name]) => [join(SYSROOT, 'lib', file), name] as const)
    .filter(([path, name]) => !existsSync(path) && !(installPackage(name) && existsSync(path)))
    .map(([path]) => path);

const missing =
  process.platform === 'linux' && process.arch === 'x64'
    ? [...missingPrograms({ [EMULATOR]: 'qemu-user-static' }), ...missingLibraries()]
    : ['Linux x64'];
const reason = missing.length === 0 ? '' : ` (skipped: needs ${missing.join(', ')})`;

describe.skipIf(reason !== '')(`the executable for linux-arm64 under qemu${reason}`, () => {
  let folder: string;
  let program: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'turnkey-arm64-'));
    const target = EXECUTABLE_TARGETS.find(({ name }) => name === 'linux-arm64');
    if (!target) throw new Error('Unknown target: linux-arm64.');
    const out = join(folder, target.file);
    await buildExecutable({ target, bundle: await bundleHost(join(folder, 'bundle')), cache: CACHE, out });
    program = join(folder, 'start.sh');
    const words = [EMULATOR, '-L', SYSROOT, out].map(shellQuote).join(' ');
    await writeFile(program, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
  });
  afterAll(() => folder && rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('it answers hello, and ends with its input', async () => {
    const host = startHost({ OLLAMA_TURNKEY_HOME: join(folder, 'data') }, COMPANION_ORIGIN, program);
    expect(await host.root().welcome).toMatchObject({ type: 'welcome', host: { version: VERSION } });
    expect(await host.stop()).toBe(0);
  });

  test('it loads the keyring that is in it', () => {
    const env = {
      ...process.env,
      OLLAMA_TURNKEY_HOME: join(folder, 'other data'),
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'no bus')}`,
    };
    const args = ['upstream', 'set', 'http://127.0.0.1:9', '--key'];
    const { stderr } = spawnSync(program, args, { env, input: 'a-credential\n', encoding: 'utf8' });
    // A keyring that cannot be loaded is not mentioned.
    expect(stderr).toContain('The keyring did not store the credential');
    expect(stderr).toContain('The credential is stored in a file');
  });
});
