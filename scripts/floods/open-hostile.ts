import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';

/**
 * Installs one more copy of the hostile extension in a Chromium, and opens its page. Each copy is an extension of its
 * own: what the companion holds against one is not held against the next.
 * @param folder the build
 * @param inside where the copy is put
 */
export const openHostile = async (browser: Browser, folder: string, inside: string): Promise<Page> => {
  const copy = await mkdtemp(join(inside, 'hostile-'));
  await cp(folder, copy, { recursive: true });
  const id = await browser.installExtension(copy);
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${id}/page.html`);
  return page;
};
