import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { EXAMPLE, launchChromium } from '../browser/launch-chromium.ts';
import { createStandIn } from '../stand-in/create-stand-in.ts';
import { createTestEnv } from '../test-env/create-test-env.ts';
import { approvalPage, clickAllow, openChat, openOptions, pasteKey } from '../test-env/pages.ts';
import { speakingCompanion } from '../test-env/speaking-companion.ts';
import { LISTINGS } from './listing/listings.ts';

const MODELS = ['llama3.2:latest', 'qwen3:8b', 'gemma3:4b'];

/** The size that the Chrome Web Store and Firefox ask for. */
const SIZE = { width: 1280, height: 800 };

/** The size that the companion gives its window. */
const WINDOW = { width: 460, height: 640 };

const SCHEMES = ['light', 'dark'] as const;

const setScheme = (page: Page, value: string): Promise<void> =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);

const load = async (page: Page, lang: string, selector: string): Promise<void> => {
  const url = new URL(page.url());
  url.searchParams.set('lang', lang);
  await page.goto(url.href);
  await page.waitForSelector(`[lang=${lang}] ${selector}`);
};

/** The picture of the approval window beside the summary of the listing. */
const frame = (picture: string, lang: string, summary: string): string => `<!doctype html>
<html lang="${lang}">
<style>
  :root { color-scheme: light dark; }
  body { margin: 0; block-size: 100vh; display: grid; grid-template-columns: 1fr 460px; gap: 64px; align-items: center;
    padding-inline: 96px; box-sizing: border-box; background: light-dark(#dcebe7, #10201d);
    color: light-dark(#1d1f23, #eceef2); font: 600 44px / 1.25 system-ui, sans-serif; text-wrap: balance; }
  img { border-radius: 12px; box-shadow: 0 12px 48px rgb(0 0 0 / 35%); }
</style>
<div>${summary}</div><img src="data:image/png;base64,${picture}" alt="">`;

/** Takes the screenshots of the approval window and the settings in every language, light and dark. */
export const takeScreenshots = async (folder: string): Promise<void> => {
  const ollama = createStandIn({ models: MODELS });
  const testEnv = await createTestEnv(await ollama.start());
  const companion = await speakingCompanion('chromium');
  const browser = await launchChromium({ userDataDir: testEnv.profile, extensions: [companion, EXAMPLE] });
  try {
    const options = await openOptions(browser);
    await pasteKey(options, testEnv.key);
    await openChat(browser);
    const approval = await approvalPage(browser);
    const framed = await browser.newPage();
    await framed.setViewport(SIZE);
    for (const [lang, { summary }] of Object.entries(LISTINGS)) {
      await approval.bringToFront();
      await load(approval, lang, '#answer:not([hidden])');
      await approval.setViewport(WINDOW);
      for (const scheme of SCHEMES) {
        await setScheme(approval, scheme);
        await approval.bringToFront();
        await approval.waitForSelector('#allow:enabled');
        const picture = await approval.screenshot({ encoding: 'base64' });
        await framed.bringToFront();
        await setScheme(framed, scheme);
        await framed.setContent(frame(picture, lang, summary));
        await framed.screenshot({ path: join(folder, `${lang}-approval-${scheme}.png`) });
      }
    }
    await clickAllow(approval);
    await options.setViewport(SIZE);
    await options.bringToFront();
    for (const lang of Object.keys(LISTINGS)) {
      await load(options, lang, '#allowed .entry');
      for (const scheme of SCHEMES) {
        await setScheme(options, scheme);
        await options.screenshot({ path: join(folder, `${lang}-settings-${scheme}.png`) });
      }
    }
  } finally {
    await browser.close();
    await ollama.stop();
    await testEnv.dispose();
    await rm(companion, { recursive: true });
  }
};
