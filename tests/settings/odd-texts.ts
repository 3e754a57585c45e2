import type { Page } from 'puppeteer';

/** What systems and programs say, which no user has a use for. */
const RAW =
  /\((?:E[A-Z_]+|[A-Z_]*ERR_\w+|\w*Error)\)|signal timed out|Native host has exited|\bundefined\b|\[object /;

/** The visible sentences that a page shows twice, and texts that are for programs. */
export const oddTexts = async (page: Page): Promise<readonly string[]> => {
  const lines = await page.evaluate(() => {
    const visible: string[] = [];
    const read = (root: ParentNode) => {
      for (const each of root.querySelectorAll<HTMLElement>('*')) {
        if (each.shadowRoot) read(each.shadowRoot);
        const own = [...each.childNodes].map((node) => (node instanceof Text ? node.data.trim() : ''));
        if (each.checkVisibility() && !each.matches('.unseen, option, script, style'))
          visible.push(own.join(' '));
      }
    };
    read(document.body);
    return visible.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  });
  const sentences = lines.filter((text) => /^\S+ \S+ \S+.*[.!?]$/.test(text));
  const twice = sentences.filter((text, at) => sentences.indexOf(text) !== at);
  return [
    ...new Set(twice.map((text) => `twice: ${text}`)),
    ...lines.filter((text) => RAW.test(text)).map((text) => `for programs: ${text}`),
  ];
};
