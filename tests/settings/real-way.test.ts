import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterEach, describe, expect, test } from 'vitest';
import { TARGETS, type Target } from '../../extension/targets.ts';
import { FIREFOX_PAGES } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import type { TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { clickAllow, pasteKey } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM, HOST_NAME } from '../../shared/identity.ts';
import { openSettings, type SettingsPages, type Shown } from './open-settings.ts';

declare const settings: Shown['settings'];

const NOWHERE = 'http://127.0.0.1:9';
const COMPANION_PAGES: Record<Target, string> = {
  chromium: `chrome-extension://${COMPANION_ID_CHROMIUM}`,
  firefox: FIREFOX_PAGES.companion,
};

/** The path of the host's manifest after an installation. */
const MANIFEST: Record<Target, (testEnv: TestEnv) => string> = {
  chromium: ({ profile }) => join(profile, 'NativeMessagingHosts', `${HOST_NAME}.json`),
  firefox: ({ home }) => join(home, '.mozilla', 'native-messaging-hosts', `${HOST_NAME}.json`),
};

const code = (page: Page) => page.evaluate(() => settings.status?.problem?.code);
const until = (page: Page, wanted: string | undefined) =>
  page.waitForFunction((each) => settings.status && settings.status.problem?.code === each, {}, wanted);

/** Clicks the button of the element with this text. */
const click = (page: Page, text: string) =>
  page.evaluate((each) => {
    const buttons = [...(settings.shadowRoot?.querySelectorAll('button') ?? [])];
    buttons.find(({ textContent }) => textContent === each)?.click();
  }, text);

/** The page of the approval window that an action opens. */
const asked = async (browser: Browser, cause: () => Promise<unknown>): Promise<Page> => {
  const opened = Promise.withResolvers<Page>();
  browser.on('targetcreated', async (target) => {
    const page = await target.page().catch(() => null);
    const found = await page?.waitForSelector('#allow', { timeout: 0 }).catch(() => null);
    if (page && found) opened.resolve(page);
  });
  await cause();
  return opened.promise;
};

const allow = async (browser: Browser, cause: () => Promise<unknown>) =>
  clickAllow(await asked(browser, cause));

/** The element with a real companion, host and Ollama, from nothing installed to a chosen model. */
describe.each(TARGETS)('in %s', (target) => {
  let pages: SettingsPages;
  let ollama: StandIn | undefined;

  afterEach(async () => {
    await pages.end();
    await ollama?.stop();
    ollama = undefined;
  });

  const pair = async () => {
    const url = `${COMPANION_PAGES[target]}/pages/options/options.html`;
    const companion = await openExtensionPage(pages.browser, url, '#hops [data-hop]');
    await pasteKey(companion, pages.testEnv.key);
    await companion.close();
  };

  test('people A2: a request that the user closed is asked again with one click', async () => {
    ollama = createStandIn();
    pages = await openSettings(target, { ollama: await ollama.start() });
    await pair();
    const page = await pages.open();
    await until(page, 'not_approved');
    await (await asked(pages.browser, () => click(page, 'Ask for access'))).close();
    await page.waitForFunction(() =>
      settings.shadowRoot?.querySelector('.permission')?.textContent?.includes('You closed the request.'),
    );
    await page.bringToFront();
    await allow(pages.browser, () => click(page, 'Ask again'));
    await until(page, undefined);
  });

  test('companion missing', async () => {
    pages = await openSettings(target, { ollama: NOWHERE, companion: false });
    expect(await code(await pages.open())).toBe('companion_missing');
  });

  test('host missing', async () => {
    pages = await openSettings(target, {
      ollama: NOWHERE,
      prepare: (testEnv) => rm(MANIFEST[target](testEnv)),
    });
    expect(await code(await pages.open())).toBe('host_missing');
  });

  test('no key, then an approval, then a chosen model, then no Ollama', async () => {
    ollama = createStandIn();
    pages = await openSettings(target, { ollama: await ollama.start() });
    const page = await pages.open();
    expect(await code(page)).toBe('no_key');

    await pair();
    await page.bringToFront();
    await until(page, 'not_approved');
    await allow(pages.browser, () => click(page, 'Ask for access'));
    await until(page, undefined);
    await page.waitForFunction(() => (settings.shadowRoot?.querySelector('select')?.length ?? 0) > 1);
    const select = await page.evaluateHandle(() => settings.shadowRoot?.querySelector('select') as Element);
    await (select as unknown as { select(value: string): Promise<unknown> }).select('smollm2:135m');
    expect(await page.evaluate(() => settings.value)).toBe('smollm2:135m');

    await ollama.stop();
    await click(page, 'Check again');
    await until(page, 'ollama_unreachable');
    expect(await page.evaluate(() => settings.value)).toBe('smollm2:135m');
  });

  test('a model that cannot chat is not offered', async () => {
    ollama = createStandIn({
      models: [{ name: 'embeds', capabilities: ['embedding'] }, 'smollm2:135m', 'smollm2:tools'],
    });
    pages = await openSettings(target, { ollama: await ollama.start() });
    const key = (await pages.testEnv.cli('key', 'create')).trim();
    const page = await pages.open();
    await page.evaluate((each) => settings.turnkey.setKey(each), key);
    await page.waitForFunction(() => (settings.shadowRoot?.querySelector('select')?.length ?? 0) > 1);
    const offered = await page.evaluate(() =>
      Array.from(settings.shadowRoot?.querySelectorAll('option') ?? [], ({ value }) => value),
    );
    expect(offered).toEqual(['', 'smollm2:135m', 'smollm2:tools']);
  });

  test('a key grants access, and a revoked key is reported', async () => {
    ollama = createStandIn();
    pages = await openSettings(target, { ollama: await ollama.start() });
    const { cli } = pages.testEnv;
    const revoked = (await cli('key', 'create')).trim();
    await cli('key', 'revoke', revoked.split('_')[1] ?? '');
    const own = (await cli('key', 'create', '--name', 'For settings', '--expires', '30d')).trim();

    const page = await pages.open();
    const use = (key: string) =>
      page.evaluate((each) => {
        const field = settings.shadowRoot?.querySelector('input');
        if (field) field.value = each;
      }, key);
    await use(revoked);
    await click(page, 'Use key');
    await page.waitForFunction(() =>
      settings.shadowRoot?.querySelector('#key-answer [part~=code]')?.textContent?.includes('key_revoked'),
    );
    await use(own);
    await click(page, 'Use key');
    await until(page, undefined);
    const said = await page.evaluate(() => {
      const { shadowRoot } = settings;
      return ['#key-answer', 'time', 'input'].map((each) => shadowRoot?.querySelector(each)?.textContent);
    });
    expect(said[0]).toMatch(/Key accepted: .*For settings/);
    expect(said[1]).toMatch(/Ends .*in (29|30) days|Ends .*in 4 weeks/);
    expect(await page.content()).not.toContain(own.split('_')[2]);
  });
});
