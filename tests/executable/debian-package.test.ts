// cspell:ignore Müller
import { execFileSync } from 'node:child_process';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TEST_DEB, TEST_TAR } from '../../scripts/installers/places.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { COMPANION_ORIGIN, startHost } from '../host/start-host.ts';
import { type Debian, newDebian, ROOT, type User, WITHOUT_DEBIAN } from './debian.ts';
import { pairAndChat } from './pair-and-chat.ts';

const ZOE: User = { name: 'zoe', home: '/home/Zoë Müller 名前' };
const USERS = [ROOT, ZOE];

const MANIFEST = `/etc/chromium/native-messaging-hosts/${HOST_NAME}.json`;

let debian: Debian;
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
});
afterAll(async () => {
  await standIn.stop();
  await debian?.remove();
});

/** Starts what a manifest names, as a browser does. */
const startFrom = async (user: User, manifest: string) => {
  const { path } = JSON.parse(await readFile(join(debian.root, manifest), 'utf8')) as { path: string };
  const host = startHost({}, COMPANION_ORIGIN, await debian.launcher(user, path));
  onTestFinished(async () => void (await host.stop()));
  return host;
};

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
  test.each(USERS)(
    'the .deb is installed, pairs and chats for $name in $home, and leaves nothing',
    async (user) => {
      await installPackage();
      ok(user, 'ollama-turnkey', 'upstream', 'set', ollama);

      const host = await startFrom(user, MANIFEST);
      await pairAndChat(host);
      expect(await host.stop()).toBe(0);

      expect(ok(user, 'ollama-turnkey', 'status')).toMatch(/Chromium: ready\n.*Firefox: ready/s);
      const checks = doctor(user);
      expect(checks.filter(({ state }) => state === 'error')).toEqual([]);
      expect(checks).toContainEqual(expect.objectContaining({ id: 'app.start', state: 'ok' }));
      // It is registered already.
      expect(ok(user, 'ollama-turnkey', 'install-host', '--json')).not.toContain('"written"');

      ok(user, 'ollama-turnkey', 'uninstall-host', '--purge');
      expect(ok(user, 'ollama-turnkey', '--version')).toBe(`${VERSION}\n`);
      ok(ROOT, 'dpkg', '--purge', 'ollama-turnkey');
      expect(debian.files()).toEqual(before);
    },
  );

  test('doctor finds that a manifest of the package is gone', async () => {
    await installPackage();
    await rm(join(debian.root, MANIFEST));
    const causes = () => doctor(ROOT).flatMap(({ cause }) => cause ?? []);
    expect(causes()).toContain('manifest_missing');
    ok(ROOT, 'ollama-turnkey', 'install-host');
    expect(causes()).not.toContain('manifest_missing');
    ok(ROOT, 'ollama-turnkey', 'uninstall-host', '--purge');
    ok(ROOT, 'dpkg', '--purge', 'ollama-turnkey');
    expect(debian.files()).toEqual(before);
  });

  test.each(USERS)('install.sh of the archive installs it for $name in $home, and chats', async (user) => {
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
    const manifest = `${user.home}/.config/chromium/NativeMessagingHosts/${HOST_NAME}.json`;
    const host = await startFrom(user, manifest);
    await pairAndChat(host);
    expect(await host.stop()).toBe(0);
    expect(ok(user, program, 'status')).toMatch(/Chromium: ready\n.*Firefox: ready/s);
    ok(user, program, 'uninstall-host', '--purge');
    expect(debian.files()).toEqual(before);
  });
});
