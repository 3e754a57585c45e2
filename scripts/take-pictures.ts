import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { launchChromium } from './browser/launch-chromium.ts';
import { openScreens } from './screens/open-screens.ts';
import { PICTURES } from './screens/states/pictures.ts';
import { createStandIn } from './stand-in/create-stand-in.ts';
import { createTestEnv } from './test-env/create-test-env.ts';
import { approvalPage, openChat, openOptions, pasteKey } from './test-env/pages.ts';

/** Takes the pictures of the documents from the built companion, light and dark: the approval window, and the settings. */
const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** The size that the companion gives its window, and enough pixels for a dense screen. */
const WINDOW = { width: 460, height: 640, deviceScaleFactor: 1.5 };

/** Windows with the settings, as high as what they show. */
const TABS = {
  access: { width: 1000, height: 460, deviceScaleFactor: 1.5 },
  activity: { width: 1000, height: 620, deviceScaleFactor: 1.5 },
} as const;

const MODELS = ['llama3.2:latest', 'qwen3:8b', 'gemma3:4b'];

const take = async (page: Page, name: string): Promise<void> => {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // The change of the size, once painted, disables Allow for a second.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    await page.waitForSelector('#allow:enabled');
    await page.screenshot({ path: `${IMAGES}${name}-${scheme}.png` });
  }
};

const screens = await openScreens('chromium', Object.values(PICTURES));
try {
  for (const name of ['access', 'activity'] as const) {
    const page = await screens.open(PICTURES[name]);
    await page.setViewport(TABS[name]);
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      // The chart is drawn again in the other colours.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))),
      );
      await page.screenshot({ path: `${IMAGES}${name}-${value}.png` });
    }
    await page.close();
  }
} finally {
  await screens.end();
}

const ollama = createStandIn({ models: MODELS });
const testEnv = await createTestEnv(await ollama.start());
const browser = await launchChromium({ userDataDir: testEnv.profile });
try {
  await pasteKey(await openOptions(browser), testEnv.key);
  await openChat(browser);
  const page = await approvalPage(browser);
  await page.setViewport(WINDOW);
  await page.bringToFront();
  await take(page, 'approval');
} finally {
  await browser.close();
  await ollama.stop();
  await testEnv.dispose();
}

await import('./admin-page/take-pictures.ts');
