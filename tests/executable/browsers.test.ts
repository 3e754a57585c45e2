import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { findBrowser } from '../../scripts/browser/find-browser.ts';
import { TEST_DEB } from '../../scripts/installers/places.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { chatInBrowser } from './chat-in-browser.ts';

const MOUNT =
  'for each in etc usr/lib; do mount -t overlay overlay -o "lowerdir=$0/$each:/$each" "/$each" || exit; done; exec "$@"';

/** A command that runs with the files of the package in place, which nobody else sees. */
const withPackage = (files: string, ...command: string[]) => [
  'unshare',
  ...['--mount', 'sh', '-c', MOUNT, files, ...command],
];

const TRY = 'mount -t overlay overlay -o lowerdir=/etc:/usr/lib /etc';
const canMount =
  process.platform === 'linux' && spawnSync('unshare', ['--mount', 'sh', '-c', TRY]).status === 0;
const reason = canMount ? '' : ' (skipped: needs Linux, root and overlay mounts)';

const standIn = createStandIn();
let top: string;
let home: string;

/** The browsers’ programs are found by these variables. */
const throughPackage = async (variable: 'CHROMIUM' | 'FIREFOX', name: 'Chromium' | 'Firefox') => {
  const path = join(top, name);
  const words = withPackage(join(top, 'files'), findBrowser(name)).map((word) => `'${word}'`);
  await writeFile(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
  vi.stubEnv(variable, path);
};

beforeAll(async () => {
  if (reason) return;
  top = await mkdtemp(join(tmpdir(), 'turnkey-package-'));
  home = join(top, 'home of a user');
  await mkdir(join(home, '.mozilla'), { recursive: true });
  execFileSync('dpkg-deb', ['--extract', TEST_DEB, join(top, 'files')]);
  const program = join(top, 'files/usr/lib/ollama-turnkey/ollama-turnkey');
  const env = { HOME: home, PATH: '' };
  execFileSync(program, ['upstream', 'set', await standIn.start()], { env, stdio: 'ignore' });
  vi.stubEnv('HOME', home);
  for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'OLLAMA_TURNKEY_HOME']) vi.stubEnv(name, undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await standIn.stop();
  if (top) await rm(top, { recursive: true, force: true, maxRetries: 5 });
});

describe.skipIf(reason !== '')(`the Debian package, with the manifests that it installs${reason}`, () => {
  test('Chromium pairs by a click and chats', async () => {
    await throughPackage('CHROMIUM', 'Chromium');
    // The first start by a browser opens the window.
    await chatInBrowser('Chromium', join(top, 'profile'));
  });

  test('Firefox pairs by a click, once there is a window, and chats', async () => {
    const program = join(top, 'files/usr/lib/ollama-turnkey/ollama-turnkey');
    execFileSync(program, ['pair'], { env: { HOME: home, PATH: '' }, stdio: 'ignore' });
    await throughPackage('FIREFOX', 'Firefox');
    await chatInBrowser('Firefox', home);
  });
});
