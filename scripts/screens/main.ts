import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer';
import { openScreens } from './open-screens.ts';
import { PAGE_STATES } from './states/all-states.ts';

/** Takes pictures of every state of the built pages: `npm run screens -- FOLDER [PART OF A NAME] [LANGUAGE]`. */
const [folder, part = '', lang = 'en'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder for the pictures.');

/** In CSS pixels, and how many of the screen each has. */
const SIZES: readonly (readonly [string, number, number, number])[] = [
  ['360', 360, 640, 1],
  ['480', 480, 680, 1],
  ['800', 800, 800, 1],
  ['1280', 1280, 800, 1],
  ['zoom', 640, 400, 2],
];
const SMALL: typeof SIZES = [['230', 230, 320, 2]];

const setScheme = (page: Page, scheme: string) =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);

const states = PAGE_STATES.filter(({ name }) => name.includes(part));
await mkdir(resolve(folder), { recursive: true });
const screens = await openScreens('chromium', states);
try {
  for (const state of states) {
    const page = await screens.open(state, lang);
    for (const [size, width, height, deviceScaleFactor] of [...SIZES, ...(state.small ? SMALL : [])]) {
      await page.setViewport({ width, height, deviceScaleFactor });
      for (const scheme of ['light', 'dark']) {
        await setScheme(page, scheme);
        const name = `${state.name.replaceAll(' ', '-')}-${size}-${scheme}.png`;
        await page.screenshot({ path: join(resolve(folder), name) as `${string}.png` });
      }
    }
    await page.close();
  }
} finally {
  await screens.end();
}
