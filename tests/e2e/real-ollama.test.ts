import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { type Chosen, chooseOllama } from '../../scripts/demo/choose-ollama.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { answerApproval, openChat, openOptions, pasteKey } from '../../scripts/test-env/pages.ts';
import { PATIENCE } from '../conformance/real-server.ts';
import { ask, shownCode } from './browser-env.ts';

describe.skipIf(!process.env['OLLAMA_HOST'])('with a real Ollama (needs OLLAMA_HOST)', PATIENCE, () => {
  let ollama: Chosen;
  let testEnv: TestEnv;
  let browser: Browser;
  let chat: Page;

  beforeAll(async () => {
    ollama = await chooseOllama();
    testEnv = await createTestEnv(ollama.base);
    browser = await launchChromium({ userDataDir: testEnv.profile });
    await pasteKey(await openOptions(browser), testEnv.key);
    chat = await openChat(browser);
    await answerApproval(browser, 'allow');
    await chat.waitForSelector('#models:enabled');
    await chat.select('#models', ollama.model);
  });
  afterAll(async () => {
    await browser.close();
    await ollama.stop();
    await testEnv.dispose();
  });

  test('the server is a real Ollama', () => {
    expect(ollama.says).toContain('your Ollama');
  });

  test('an answer is streamed to the page', async () => {
    await ask(chat, 'Say hi.');
    await chat.waitForSelector('[data-testid=first-token-ms]', PATIENCE);
    expect(await chat.$eval('[data-testid=answer]', (each) => each.textContent)).not.toBe('');
  });

  test('a missing model is model_not_found', async () => {
    await chat.evaluate(() => {
      const list = document.querySelector('select');
      list?.append(new Option('nope'));
      if (list) list.value = 'nope';
    });
    await ask(chat);
    expect(await shownCode(chat)).toBe('model_not_found');
  });
});
