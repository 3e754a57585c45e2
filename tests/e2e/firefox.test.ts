import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIREFOX_PAGES, launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { loadExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { clickAllow, pasteKey } from '../../scripts/stage/pages.ts';
import { type Stage, setStage } from '../../scripts/stage/set-stage.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { ask, shownCode } from './scene.ts';

const ollama = createStandIn();
let stage: Stage;
let browser: Browser;
let chat: Page;

const nextPage = () =>
  new Promise<Page | null>((resolve) => browser.once('targetcreated', (target) => resolve(target.page())));

beforeAll(async () => {
  stage = await setStage(await ollama.start());
  await stage.cli('install-host', '--dir', stage.data, '--browser', 'firefox');
  browser = await launchFirefox({ home: stage.home });
});
afterAll(async () => {
  await browser.close();
  await ollama.stop();
  await stage.strike();
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
  expect(await pasteKey(options, stage.key)).toContain('Paired');

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
