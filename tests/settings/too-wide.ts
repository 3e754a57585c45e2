import type { Page } from 'puppeteer';

/** What is wider than the page, or reaches out of it. */
export const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const isWide = (each: HTMLElement) => {
      const { left, right } = each.getBoundingClientRect();
      return each.checkVisibility() && (left < -0.5 || right > clientWidth + 0.5);
    };
    // A name that its element ends with “…”: Firefox gives the inline box its whole width. That element is looked at too.
    const isCut = ({ parentElement: parent }: HTMLElement) =>
      parent !== null && getComputedStyle(parent).textOverflow === 'ellipsis';
    const named = [...document.querySelectorAll<HTMLElement>('body *:not(.unseen)')]
      .filter((each) => isWide(each) && !isCut(each))
      .map((each) => `${each.localName}#${each.id}: ${each.textContent}`);
    return scrollWidth > clientWidth ? ['the page', ...named] : named;
  });
