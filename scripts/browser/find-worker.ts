import type { Browser, Target } from 'puppeteer';

/** The running worker of an extension in Chromium, by the extension's id. Undefined if it is stopped. */
export const findWorker = (browser: Browser, extension: string): Target | undefined =>
  browser.targets().find((each) => each.type() === 'service_worker' && each.url().includes(extension));
