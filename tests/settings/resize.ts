import type { Page } from 'puppeteer';

/** Gives a page a size in CSS pixels, and waits until it has it: Firefox resizes later than it answers. */
export const resize = async (page: Page, size: { width: number; height: number }): Promise<void> => {
  await page.setViewport(size);
  await page.waitForFunction(
    ({ width, height }) => innerWidth === width && innerHeight === height,
    {},
    { ...size },
  );
};
