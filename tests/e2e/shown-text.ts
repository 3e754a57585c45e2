import type { Page } from 'puppeteer';

/** The text of an element, without the marks that isolate names. */
export const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (each) => (each as HTMLElement).innerText.replaceAll(/[\u2068\u2069]/g, ''));

/** Waits until an element has a text. */
export const shows = (page: Page, selector: string, text: string) =>
  page.waitForFunction(
    (where, what) => {
      const words = document.querySelector<HTMLElement>(where)?.innerText.replaceAll(/[\u2068\u2069]/g, '');
      return words?.includes(what);
    },
    {},
    selector,
    text,
  );
