import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';

/**
 * Installs a further copy of the hostile extension in a Chromium and opens its page. Each copy is a separate extension,
 * so the companion's limits for one do not apply to the next.
 * @param folder the folder of the build
 * @param inside the folder for the copy
 */
export const openHostile = async (browser: Browser, folder: string, inside: string): Promise<Page> => {
  const copy = await mkdtemp(join(inside, 'hostile-'));
  await cp(folder, copy, { recursive: true });
  const id = await browser.installExtension(copy);
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${id}/page.html`);
  return page;
};
