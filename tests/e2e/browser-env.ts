import type { Browser, Page } from 'puppeteer';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import type { StandInOptions } from '../../scripts/stand-in/options.ts';
import { createTestEnv, type TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { answerApproval, openChat, openOptions, pasteKey } from '../../scripts/test-env/pages.ts';
import { commandLines } from './find-process.ts';

/** A real browser and the built host, with a stand-in for Ollama that rejects extensions. */
export interface BrowserEnv {
  readonly ollama: StandIn;
  readonly testEnv: TestEnv;
  readonly browser: Browser;
  /** Pairs by pasting the key into the settings, and closes them. */
  pair(): Promise<void>;
  /** Opens the chat, which asks for access, and clicks Allow. */
  approvedChat(): Promise<Page>;
  end(): Promise<void>;
}

interface Options {
  readonly ollama?: StandInOptions;
  readonly extensions?: readonly string[];
  /** The X display to open the browser on. @default none: headless */
  readonly display?: string;
  /** Changes the test environment before the browser starts. */
  prepare?(testEnv: TestEnv): Promise<void>;
}

export const createBrowserEnv = async ({
  ollama: how,
  extensions,
  display,
  prepare,
}: Options = {}): Promise<BrowserEnv> => {
  const ollama = createStandIn(how);
  const testEnv = await createTestEnv(await ollama.start());
  await prepare?.(testEnv);
  const browser = await launchChromium({
    userDataDir: testEnv.profile,
    ...(extensions && { extensions }),
    ...(display !== undefined && { display }),
  });
  return {
    ollama,
    testEnv,
    browser,
    async pair() {
      const options = await openOptions(browser);
      await pasteKey(options, testEnv.key);
      await options.close();
    },
    async approvedChat() {
      const chat = await openChat(browser);
      await answerApproval(browser, 'allow');
      await chat.waitForSelector('#models:enabled');
      return chat;
    },
    async end() {
      testEnv.leaks.hear('command lines', (await commandLines(testEnv.folder)).join('\n'));
      await browser.close();
      await ollama.stop();
      await testEnv.dispose();
    },
  };
};

/** Types a question into the chat and sends it. */
export const ask = async (chat: Page, question = PRIVATE_PROMPT): Promise<void> => {
  await chat.type('#prompt', question);
  await chat.click('#send');
};

/** Waits for an error code on the page. */
export const shownCode = async (page: Page): Promise<string> => {
  const code = await page.waitForSelector('#trouble [data-testid=error-code]');
  return (await code?.evaluate((each) => each.textContent)) ?? '';
};

/** The whole text of the error on the page. */
export const shownTrouble = (page: Page): Promise<string> =>
  page.$eval('#trouble', (each) => each.textContent ?? '');
