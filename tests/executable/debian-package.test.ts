// cspell:ignore Müller
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TEST_DEB, TEST_TAR } from '../../scripts/installers/places.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { COMPANION_ORIGIN, startHost } from '../host/start-host.ts';
import { type Packed, pack } from '../package/pack.ts';
import { chatInBrowser } from './chat-in-browser.ts';
import { type Debian, newDebian, ROOT, type User, WITHOUT_DEBIAN } from './debian.ts';
import { pairAndChat } from './pair-and-chat.ts';

const ZOE: User = { name: 'zoe', home: '/home/Zoë Müller 名前' };
const USERS = [ROOT, ZOE];

/** The manifests of the package. */
const MANIFESTS = {
  Chromium: `/etc/chromium/native-messaging-hosts/${HOST_NAME}.json`,
  Firefox: `/usr/lib/mozilla/native-messaging-hosts/${HOST_NAME}.json`,
};

/** Which real browser each of the packages is used in, for each user: every package and user in both. */
const BROWSERS = {
  deb: [
    { user: ROOT, browser: 'Chromium' },
    { user: ZOE, browser: 'Firefox' },
  ],
  archive: [
    { user: ROOT, browser: 'Firefox' },
    { user: ZOE, browser: 'Chromium' },
  ],
  npx: [
    { user: ROOT, browser: 'Chromium' },
    { user: ZOE, browser: 'Firefox' },
  ],
} as const;

let debian: Debian;
let packed: Packed;
let before: readonly string[];
const standIn = createStandIn();
let ollama: string;

const ok = (who: User, ...command: string[]): string => {
  const result = debian.run(who, ...command);
  expect(result).toMatchObject({ status: 0 });
  return result.stdout;
};

beforeAll(async () => {
  if (WITHOUT_DEBIAN) return;
  ollama = await standIn.start();
  debian = await newDebian([ZOE]);
  for (const user of USERS) {
    for (const folder of ['.config/chromium', '.mozilla']) ok(user, 'mkdir', '-p', `${user.home}/${folder}`);
  }
  before = debian.files();
  packed = await pack();
});
afterAll(async () => {
  await standIn.stop();
  await debian?.remove();
  await packed?.remove();
});

/** Starts what a manifest names, as a browser does. */
const startFrom = async (user: User, manifest: string) => {
  const { path } = JSON.parse(await readFile(join(debian.root, manifest), 'utf8')) as { path: string };
  const host = startHost({}, COMPANION_ORIGIN, await debian.launcher(user, path));
  onTestFinished(async () => void (await host.stop()));
  return host;
};

/**
 * Chats in a real browser with what a manifest names: the browser is outside, and what it starts runs inside, for the user.
 */
const chatOutside = async (name: 'Chromium' | 'Firefox', user: User, manifest: string) => {
  const fields = JSON.parse(await readFile(join(debian.root, manifest), 'utf8')) as { path: string };
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-browser-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const place = name === 'Chromium' ? 'NativeMessagingHosts' : '.mozilla/native-messaging-hosts';
  await mkdir(join(folder, place), { recursive: true });
  const outside = { ...fields, path: await debian.launcher(user, fields.path) };
  await writeFile(join(folder, place, `${HOST_NAME}.json`), JSON.stringify(outside));
  await chatInBrowser(name, folder);
};

/** The manifests of a user, by browser. */
const manifestsOf = ({ home }: User) => ({
  Chromium: `${home}/.config/chromium/NativeMessagingHosts/${HOST_NAME}.json`,
  Firefox: `${home}/.mozilla/native-messaging-hosts/${HOST_NAME}.json`,
});

const installPackage = async (): Promise<void> => {
  const inside = join(debian.root, 'tmp/package.deb');
  await copyFile(TEST_DEB, inside);
  ok(ROOT, 'dpkg', '--install', '/tmp/package.deb');
  await rm(inside);
};

/** The states of the checks of the app and the browsers. */
const doctor = (user: User) => {
  const { stdout } = debian.run(user, 'ollama-turnkey', 'doctor', '--json', 'app', 'browsers');
  const { checks } = JSON.parse(stdout) as {
    checks: { id: string; state: string; cause?: string; title: string }[];
  };
  return checks;
};

describe.skipIf(WITHOUT_DEBIAN !== '')(`in a bare Debian without Node${WITHOUT_DEBIAN}`, () => {
  test.each(BROWSERS.deb)(
    'the .deb is installed, pairs and chats for $user.name in $user.home, also in $browser, and leaves nothing',
    async ({ user, browser }) => {
      await installPackage();
      ok(user, 'ollama-turnkey', 'upstream', 'set', ollama);

      const host = await startFrom(user, MANIFESTS.Chromium);
      await pairAndChat(host);
      expect(await host.stop()).toBe(0);

      expect(ok(user, 'ollama-turnkey', 'status')).toMatch(/Chromium: ready\n.*Firefox: ready/s);
      const checks = doctor(user);
      expect(checks.filter(({ state }) => state === 'error')).toEqual([]);
      expect(checks).toContainEqual(expect.objectContaining({ id: 'app.start', state: 'ok' }));
      ok(user, 'ollama-turnkey', 'pair');
      await chatOutside(browser, user, MANIFESTS[browser]);
      // It is registered already.
      expect(ok(user, 'ollama-turnkey', 'install-host', '--json')).not.toContain('"written"');

      ok(user, 'ollama-turnkey', 'uninstall-host', '--purge');
      expect(ok(user, 'ollama-turnkey', '--version')).toBe(`${VERSION}\n`);
      ok(ROOT, 'dpkg', '--purge', 'ollama-turnkey');
      expect(debian.files()).toEqual(before);
    },
    120_000,
  );

  test('doctor finds that a manifest of the package is gone', async () => {
    await installPackage();
    await rm(join(debian.root, MANIFESTS.Chromium));
    const causes = () => doctor(ROOT).flatMap(({ cause }) => cause ?? []);
    expect(causes()).toContain('manifest_missing');
    ok(ROOT, 'ollama-turnkey', 'install-host');
    expect(causes()).not.toContain('manifest_missing');
    ok(ROOT, 'ollama-turnkey', 'uninstall-host', '--purge');
    ok(ROOT, 'dpkg', '--purge', 'ollama-turnkey');
    expect(debian.files()).toEqual(before);
  });

  test.each(BROWSERS.archive)(
    'install.sh of the archive installs it for $user.name in $user.home, and chats, also in $browser',
    async ({ user, browser }) => {
      const downloads = `${user.home}/down loads`;
      ok(user, 'mkdir', '-p', downloads);
      // tar reads zstd by another program, which a bare Debian lacks. The archives of a release are xz.
      execFileSync('tar', [
        '--zstd',
        '-xf',
        TEST_TAR,
        '--strip-components=1',
        '-C',
        join(debian.root, downloads),
      ]);
      ok(user, `${downloads}/install.sh`, '--browser', 'chromium', '--browser', 'firefox');
      await rm(join(debian.root, downloads), { recursive: true });

      const program = `${user.home}/.local/share/ollama-turnkey/host/${VERSION}/ollama-turnkey`;
      ok(user, program, 'upstream', 'set', ollama);
      const host = await startFrom(user, manifestsOf(user).Chromium);
      await pairAndChat(host);
      expect(await host.stop()).toBe(0);
      ok(user, program, 'pair');
      await chatOutside(browser, user, manifestsOf(user)[browser]);
      expect(ok(user, program, 'status')).toMatch(/Chromium: ready\n.*Firefox: ready/s);
      ok(user, program, 'uninstall-host', '--purge');
      expect(debian.files()).toEqual(before);
    },
    120_000,
  );

  test.each(BROWSERS.npx)(
    'npx from the packed tarball installs it for $user.name in $user.home, and chats, also in $browser',
    async ({ user, browser }) => {
      const removeNode = await debian.addNode();
      onTestFinished(removeNode);
      await copyFile(packed.tarball, join(debian.root, 'tmp/ollama-turnkey.tgz'));
      const path = ['env', 'PATH=/opt/node/bin:/usr/bin:/bin'];
      const npx = ['npx', '--yes', '--offline', '--package=file:/tmp/ollama-turnkey.tgz', 'ollama-turnkey'];
      ok(user, ...path, ...npx, 'install-host', '--browser', 'chromium', '--browser', 'firefox');
      // What npx has unpacked is not needed any more, and what npm has compiled is its own.
      await rm(join(debian.root, 'tmp/node-compile-cache'), { recursive: true, force: true });
      await rm(join(debian.root, user.home, '.npm'), { recursive: true });
      await rm(join(debian.root, 'tmp/ollama-turnkey.tgz'));

      const installed = `${user.home}/.local/share/ollama-turnkey/host/${VERSION}/host.mjs`;
      const program = ['/opt/node/bin/node', installed];
      ok(user, ...program, 'upstream', 'set', ollama);
      const host = await startFrom(user, manifestsOf(user).Chromium);
      await pairAndChat(host);
      expect(await host.stop()).toBe(0);
      ok(user, ...program, 'pair');
      await chatOutside(browser, user, manifestsOf(user)[browser]);
      ok(user, ...program, 'uninstall-host', '--purge');
      await removeNode();
      expect(debian.files()).toEqual(before);
    },
    120_000,
  );
});
