import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { COMPANION, EXAMPLE } from '../../scripts/browser/launch-chromium.ts';
import {
  answerApproval,
  approvalPage,
  openChat,
  openOptions,
  pasteKey,
} from '../../scripts/test-env/pages.ts';
import { axeFindings } from '../settings/axe.ts';
import { ask, type BrowserEnv, createBrowserEnv, shownCode } from './browser-env.ts';
import { buildProbe, openProbe } from './probe.ts';

declare const turnkey: Turnkey;

/** One scenario in order: axe-core checks every page that users see along it. */
let browserEnv: BrowserEnv;
let chat: Page;

beforeAll(async () => {
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, EXAMPLE, await buildProbe()] });
});
afterAll(() => browserEnv.end());

/** The findings of axe, by colour scheme. */
const findings = async (page: Page): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const value of ['light', 'dark']) {
    // Without motion: a colour in transition has an arbitrary contrast.
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    for (const finding of await axeFindings(page)) found.push(`${value}: ${finding}`);
  }
  return found;
};

test('the chat before any setup', async () => {
  chat = await openChat(browserEnv.browser);
  await chat.waitForSelector('[data-testid=error-code]');
  expect(await findings(chat)).toEqual([]);
  await chat.close();
});

test('the settings without a key, and with one that is mistyped', async () => {
  const options = await openOptions(browserEnv.browser);
  await options.waitForSelector('#pair:not([hidden])');
  expect(await findings(options)).toEqual([]);
  await pasteKey(options, 'otk_nonsense');
  expect(await findings(options)).toEqual([]);
  await options.close();
  await browserEnv.pair();
});

test('the approval window, with all models and with some of them', async () => {
  chat = await openChat(browserEnv.browser);
  const window = await approvalPage(browserEnv.browser);
  expect(await findings(window)).toEqual([]);
  await window.click('[name=which][value=some]');
  await window.waitForSelector('[name=model]');
  expect(await findings(window)).toEqual([]);
  await window.click('[name=which][value=all]');
  await answerApproval(browserEnv.browser, 'allow');
});

test('the settings with an allowed and a denied extension, and the dialog to edit access', async () => {
  const probe = await openProbe(browserEnv.browser);
  const asking = probe.evaluate(() => turnkey.requestAccess({ reason: 'To try.' }).catch(String));
  await answerApproval(browserEnv.browser, 'deny');
  expect(await asking).toContain('[denied]');

  const options = await openOptions(browserEnv.browser);
  await options.waitForSelector('#allowed > li');
  await options.waitForSelector('#denied li');
  expect(await findings(options)).toEqual([]);
  await (await options.waitForSelector('#denied button'))?.click();
  await options.waitForSelector('dialog[open] fieldset');
  expect(await findings(options)).toEqual([]);
});

test('the chat with an answer, and with an error', async () => {
  await chat.bringToFront();
  await chat.waitForSelector('#models:enabled');
  expect(await findings(chat)).toEqual([]);
  await ask(chat);
  await chat.waitForSelector('[data-testid=first-token-ms]');
  expect(await findings(chat)).toEqual([]);
  await browserEnv.ollama.stop();
  await ask(chat, 'Are you there?');
  expect(await shownCode(chat)).toBe('ollama_unreachable');
  expect(await findings(chat)).toEqual([]);
});
