import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import { en } from '../../extension/companion/pages/shared/texts/en.ts';
import { en as kit } from '../../extension/ui/texts/en.ts';
import { axeFindings } from '../settings/axe.ts';
import { tooWide } from '../settings/too-wide.ts';

const flat = (value: object): readonly string[] =>
  Object.values(value).flatMap((each) => (typeof each === 'string' ? [each] : flat(each)));

/** English that must not be in a translated page: the sentences of the tables, and relative times. */
const SENTENCES = flat({ ...kit, ...en }).filter((text) => text.includes(' ') && !/[{`]/.test(text));
const TIMES = /\b(ago|now|tomorrow|yesterday|in \d+ \w+s)\b/;

/** What is wrong with a page in a language: English texts, or what is wider than the page. */
const faults = async (page: Page, lang: string): Promise<readonly string[]> => {
  const wide = await tooWide(page);
  const text = await page.evaluate(() => document.body.innerText.replaceAll(/[\u2068\u2069]/g, ''));
  if (lang === 'en') return wide;
  return [...wide, ...SENTENCES.filter((sentence) => text.includes(sentence)), ...(text.match(TIMES) ?? [])];
};

/** The faults of a page in a window of 360 pixels, in both directions of writing, and the findings of axe. */
export const checkPage = async (page: Page, lang: string): Promise<void> => {
  expect(await page.$eval('html', (html) => [html.lang, html.dir])).toEqual([lang, 'ltr']);
  for (const dir of ['rtl', 'ltr']) {
    await page.$eval('html', (html, value) => html.setAttribute('dir', value), dir);
    expect(await faults(page, lang), dir).toEqual([]);
  }
  expect(await axeFindings(page)).toEqual([]);
};
