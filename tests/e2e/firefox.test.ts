import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIREFOX_PAGES, launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { loadExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { clickAllow, pasteKey } from '../../scripts/test-env/pages.ts';
import { ask, shownCode } from './browser-env.ts';

const ollama = createStandIn();
let testEnv: TestEnv;
let browser: Browser;
let chat: Page;

const nextPage = () =>
  new Promise<Page | null>((resolve) => browser.once('targetcreated', (target) => resolve(target.page())));

beforeAll(async () => {
  testEnv = await createTestEnv(await ollama.start());
  await testEnv.cli('install-host', '--dir', testEnv.data, '--browser', 'firefox');
  browser = await launchFirefox({ home: testEnv.home });
});
afterAll(async () => {
  await browser.close();
  await ollama.stop();
  await testEnv.dispose();
});

test('before pairing, the chat says what to do', async () => {
  const page = await loadExtensionPage(
    await browser.newPage(),
    `${FIREFOX_PAGES.example}/chat.html`,
    '#prompt',
  );
  expect(await shownCode(page)).toBe('no_key');
  await page.close();
});

test('after pairing and Allow, an answer is streamed', async () => {
  const options = await loadExtensionPage(
    await browser.newPage(),
    `${FIREFOX_PAGES.companion}/pages/options/options.html`,
    '#hops [data-hop]',
  );
  expect(await pasteKey(options, testEnv.key)).toContain('Paired');

  chat = await browser.newPage();
  const asked = nextPage();
  await loadExtensionPage(chat, `${FIREFOX_PAGES.example}/chat.html`, '#prompt');
  const approval = await asked;
  await clickAllow(approval as Page);
  await chat.waitForSelector('#models:enabled');

  await ask(chat);
  await chat.waitForSelector('[data-testid=first-token-ms]');
  expect(await chat.$eval('[data-testid=answer]', (each) => each.textContent)).toMatch(/^Hello! 👋.*🎉$/s);
});

test('Stop closes the socket to Ollama', async () => {
  const gate = ollama.holdNext({ afterTokens: 2 });
  await ask(chat, 'And again');
  await gate.reached;
  await chat.click('#stop');
  await ollama.waitForIdle();
  expect(ollama.aborted).toBe(1);
});
