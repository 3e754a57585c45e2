import type { Page } from 'puppeteer';

/** What is wider than the page, or reaches out of it. */
export const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const isWide = (each: HTMLElement) => {
      const { left, right } = each.getBoundingClientRect();
      return each.checkVisibility() && (left < -0.5 || right > clientWidth + 0.5);
    };
    const named = [...document.querySelectorAll<HTMLElement>('body *:not(.unseen)')]
      .filter(isWide)
      .map((each) => `${each.localName}#${each.id}: ${each.textContent}`);
    return scrollWidth > clientWidth ? ['the page', ...named] : named;
  });
