import type { Page } from 'puppeteer';

/** The controls that are too small to hit: less than 24 pixels in a direction (WCAG 2.5.8), or a box below 16. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap((each) => each.shadowRoot ?? [])];
    const controls = roots.flatMap((root) => [
      ...root.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, [role=tab]'),
    ]);
    return controls.flatMap((control) => {
      if (!control.checkVisibility() || control.matches('[type=hidden]')) return [];
      const isBox = control.matches('[type=checkbox], [type=radio]');
      // A click on the label counts too.
      const { width, height } = ((isBox && control.closest('label')) || control).getBoundingClientRect();
      const box = control.getBoundingClientRect();
      const isSmall = width < 24 || height < 24 || (isBox && Math.min(box.width, box.height) < 16);
      const name = control.id || control.innerText || control.getAttribute('value');
      return isSmall ? [`${control.localName} “${name}” is ${width} by ${height} pixels`] : [];
    });
  });
