import { createHash, generateKeyPairSync } from 'node:crypto';
import type { Page } from 'puppeteer';
import { afterEach, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { installExtensions } from '../../scripts/browser/install-extensions.ts';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { probeManifest } from '../fixtures/probe/manifest.config.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { buildFixture } from './build-fixture.ts';

declare const turnkey: Turnkey;

let browserEnv: BrowserEnv | undefined;

afterEach(async () => {
  await browserEnv?.end();
  browserEnv = undefined;
});

/** A manifest key, and the extension id that Chromium derives from it. */
const newIdentity = () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const hex = createHash('sha256').update(der).digest('hex').slice(0, 32);
  const id = [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
  return { key: der.toString('base64'), id };
};

const build = (change: object) =>
  buildFixture('probe', 'chromium', {
    manifest: { ...(probeManifest('chromium') as object), ...change } as ReturnType<typeof probeManifest>,
    pages: ['page.html'],
  });

const openPage = async (on: BrowserEnv, id: string): Promise<Page> => {
  const page = await on.browser.newPage();
  await page.goto(`chrome-extension://${id}/page.html`);
  return page;
};

test('an extension with nativeMessaging needs no companion, only a key', async () => {
  const { key, id } = newIdentity();
  const extension = await build({ key, permissions: ['storage', 'nativeMessaging'] });
  browserEnv = await createBrowserEnv({
    extensions: [extension],
    prepare: async ({ cli, data, profile }) => {
      await cli('install-host', '--dir', data, '--user-data-dir', profile, '--extension-id', id);
    },
  });
  const page = await openPage(browserEnv, id);
  const before = await page.evaluate(() => turnkey.status());
  expect(before).toMatchObject({ ready: false, host: { state: 'ready' }, access: { state: 'problem' } });

  const wrong = await page.evaluate(() =>
    turnkey.setKey('otk_typo').catch((error: { code: string }) => error.code),
  );
  expect(wrong).toBe('key_mistyped');

  const own = (await browserEnv.testEnv.cli('key', 'create')).trim();
  const grant = await page.evaluate((given) => turnkey.setKey(given), own);
  expect(grant).toMatchObject({ kind: 'key', scopes: expect.arrayContaining(['infer']) });
  expect(await page.evaluate(() => turnkey.status())).toMatchObject({ ready: true });
  const status = await page.evaluate(async () => (await turnkey.fetch('/api/tags')).status);
  expect(status).toBe(200);

  // The key is bound to the extension now, so its id is enough.
  await page.evaluate(() => turnkey.setKey(undefined));
  expect(await page.evaluate(async () => (await turnkey.fetch('/api/tags')).status)).toBe(200);
});

test('an extension whose id the host does not know gets an error', async () => {
  const { key, id } = newIdentity();
  const extension = await build({ key, permissions: ['storage', 'nativeMessaging'] });
  browserEnv = await createBrowserEnv({ extensions: [extension] });
  const page = await openPage(browserEnv, id);
  const { problem } = await page.evaluate(() => turnkey.status());
  expect(problem?.code).toBe('host_forbidden');
});

test('an extension that uses structured cloning gets help', async () => {
  const { key, id } = newIdentity();
  const extension = await build({ key, message_serialization: 'structured_clone' });
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, extension] });
  const page = await openPage(browserEnv, id);
  const version = await browserEnv.browser.version();
  expect(Number(/\d+/.exec(version)?.[0]), 'Chromium knows that key since 148').toBeGreaterThanOrEqual(148);
  const { companion } = await page.evaluate(() => turnkey.status());
  expect(companion.problem).toMatchObject({ code: 'companion_mismatch' });
  expect(companion.problem?.help).toContain('message_serialization');
  const error = await page.evaluate(() => turnkey.fetch('/api/tags').catch(String));
  expect(error).toContain('[companion_mismatch]');
});

test('a watcher is notified when the companion is enabled and disabled', async () => {
  const { key, id } = newIdentity();
  browserEnv = await createBrowserEnv({ extensions: [await build({ key })] });
  const page = await openPage(browserEnv, id);
  await page.evaluate(() => {
    const seen: string[] = [];
    turnkey.onStatusChange(({ problem }) => {
      seen.push(problem?.code ?? 'ready');
      document.title = seen.join(' ');
    });
  });
  const shows = (title: string) =>
    page.waitForFunction((wanted) => document.title === wanted, { polling: 100 }, title);
  await shows('companion_missing');
  await installExtensions(browserEnv.browser, [COMPANION]);
  await page.bringToFront();
  await shows('companion_missing no_key');
  await browserEnv.browser.uninstallExtension(COMPANION_ID_CHROMIUM);
  await shows('companion_missing no_key companion_missing');
});
