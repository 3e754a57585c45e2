// cspell:ignore chrom
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, HOST_NAME } from '../../shared/identity.ts';
import { type InstallOptions, installHost } from './install-host.ts';
import type { InstallReport } from './install-report.ts';
import { type RealHome, realHome } from './testing/real-home.ts';

const EXTRA = 'abcdefghijklmnopabcdefghijklmnop';
const CHROME = `.config/google-chrome/NativeMessagingHosts/${HOST_NAME}.json`;
const FIREFOX = `.mozilla/native-messaging-hosts/${HOST_NAME}.json`;
const WRAPPER = '.local/share/ollama-turnkey/host/ollama-turnkey-host';

let home: RealHome;
beforeEach(() => {
  home = realHome();
});

const install = (options: Partial<InstallOptions> = {}): Promise<InstallReport> =>
  installHost({ bundle: home.bundle, version: '0.1.0', ...options }, home.world);
const read = (path: string) => JSON.parse(readFileSync(join(home.home, path), 'utf8'));
const outcomes = ({ rows }: InstallReport): string[] =>
  rows.map(({ what, browser, outcome }) => [what, browser, outcome].filter(Boolean).join(' '));

describe.skipIf(process.platform === 'win32')('the browsers', () => {
  test('a browser without a profile directory is left out', async () => {
    const { rows } = await install();
    expect(rows.filter(({ browser }) => browser !== '')).toEqual([]);
    expect(existsSync(join(home.home, '.config'))).toBe(false);
  });

  test('R2: Firefox with its profiles in the XDG directory still reads ~/.mozilla', async () => {
    home.directory('.config/mozilla');
    expect(outcomes(await install())).toContain('manifest Firefox written');
    expect(home.files('.mozilla')).toEqual([FIREFOX]);
  });

  test('Opera reads two directories, but that of Chrome is not created for it', async () => {
    home.directory('.config/opera');
    const { rows } = await install();
    expect(rows.filter(({ browser }) => browser === 'Opera').map(({ outcome }) => outcome)).toEqual([
      'written',
      'skipped',
    ]);
    expect(existsSync(join(home.home, '.config/google-chrome'))).toBe(false);
  });

  test('a location that two browsers share is written once, for both', async () => {
    home.directory('.config/opera');
    home.directory('.config/google-chrome');
    expect(outcomes(await install())).toContain('manifest Google Chrome, Opera written');
  });

  test('only the named browsers, installed or not', async () => {
    home.directory('.mozilla');
    expect(outcomes(await install({ browsers: ['brave', 'brave'] }))).toEqual([
      'host written',
      'wrapper written',
      'manifest Brave written',
      'command written',
    ]);
    expect(existsSync(join(home.home, '.config/BraveSoftware/Brave-Browser/NativeMessagingHosts'))).toBe(
      true,
    );
  });

  test('an unknown browser is refused before anything is written', async () => {
    await expect(install({ browsers: ['chrom'] })).rejects.toMatchObject({
      code: 'unknown_browser',
      message: expect.stringMatching(/"chrom".*chrome, chrome-beta/),
    });
    expect(home.files()).toEqual([]);
  });

  test('R14: in sandboxes: Flatpak with a warning, Chromium in Snap not at all', async () => {
    home.directory('.var/app/com.google.Chrome/config/google-chrome');
    home.directory('.var/app/com.brave.Browser');
    home.directory('snap/chromium');
    const { rows } = await install();
    expect(rows.filter(({ browser }) => browser !== '')).toMatchObject([
      {
        browser: 'Google Chrome (Flatpak)',
        outcome: 'written',
        note: expect.stringContaining('which is untested'),
      },
      { browser: 'Brave (Flatpak)', outcome: 'skipped' },
      {
        browser: 'Chromium (Snap)',
        outcome: 'unsupported',
        note: expect.stringContaining('no native messaging'),
      },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('an existing manifest', () => {
  beforeEach(() => home.directory('.config/google-chrome'));

  test('R3: gains the given ids and keeps those that it has', async () => {
    await install({ extensionIds: [EXTRA] });
    await install({ version: '0.2.0', extensionIds: ['a@b'] });
    expect(read(CHROME).allowed_origins).toEqual([
      `chrome-extension://${COMPANION_ID_CHROMIUM}/`,
      `chrome-extension://${EXTRA}/`,
    ]);
  });

  test('loses a wildcard, for which Chrome would reject the file', async () => {
    await install();
    home.file(CHROME, JSON.stringify({ ...read(CHROME), allowed_origins: ['chrome-extension://*/'] }));
    await install();
    expect(read(CHROME).allowed_origins).toEqual([`chrome-extension://${COMPANION_ID_CHROMIUM}/`]);
  });

  test('R10: of another program is replaced, which is reported', async () => {
    const theirs = home.file('other/host', '');
    home.file(
      CHROME,
      JSON.stringify({ name: HOST_NAME, path: theirs, allowed_origins: [`chrome-extension://${EXTRA}/`] }),
    );
    const { rows } = await install();
    expect(rows[2]).toMatchObject({ outcome: 'written', note: `It started ${theirs} before.` });
    expect(read(CHROME)).toMatchObject({
      path: join(home.home, WRAPPER),
      allowed_origins: [`chrome-extension://${COMPANION_ID_CHROMIUM}/`],
    });
  });

  test('that is not JSON is replaced, which is reported', async () => {
    home.file(CHROME, '\ufeff{');
    expect((await install()).rows[2]).toMatchObject({
      outcome: 'written',
      note: 'The previous file was not a valid manifest.',
    });
  });
});
