import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { LANGUAGES } from '../../extension/ui/texts/pick-texts.ts';
import { openStoreAt } from '../../native-host/store/choose-store.ts';
import { storeFile } from '../../native-host/store/store-file.ts';
import { pasteKey } from '../../scripts/test-env/pages.ts';
import { axeFindings } from '../settings/axe.ts';
import { type CompanionPages, openCompanionPages } from './companion-pages.ts';
import { SEEDED, seedActivity } from './seed-activity.ts';

/** The activity in the settings: before any use, and with that of a month. */
describe.each(TARGETS)('in %s', (target) => {
  let pages: CompanionPages;

  beforeAll(async () => {
    pages = await openCompanionPages(target, ['llama3.2:3b']);
    const options = await pages.openOptions('en');
    await pasteKey(options, pages.testEnv.key);
    await options.close();
  });
  afterAll(() => pages.end());

  const openActivity = async (lang = 'en'): Promise<Page> => {
    const page = await pages.openOptions(lang);
    await page.evaluate(() => {
      location.hash = 'activity';
    });
    await page.waitForSelector('#tab-activity #recent-title');
    return page;
  };

  /** Chooses a period or what the bars count, and waits until it is shown. */
  const choose = async (page: Page, value: string, title: string) => {
    await page.click(`#tab-activity [value=${value}]`);
    await page.waitForFunction(
      (shown) => document.querySelector('.chart h3')?.textContent === shown,
      {},
      title,
    );
  };

  /** The texts of the files that the page offers from now on. */
  const hearFiles = (page: Page) =>
    page.evaluate(() => {
      const made = URL.createObjectURL;
      const texts: Promise<string>[] = [];
      URL.createObjectURL = (blob) => {
        texts.push((blob as Blob).text());
        return made(blob);
      };
      Object.assign(globalThis, { texts });
    });

  const nextFile = async (page: Page, button: string): Promise<readonly string[]> => {
    await page.click(button);
    await page.waitForFunction(() => (globalThis as unknown as { texts: unknown[] }).texts.length > 0);
    const text = await page.evaluate(() =>
      (globalThis as unknown as { texts: Promise<string>[] }).texts.pop(),
    );
    return text?.split('\r\n') ?? [];
  };

  test('before any use, it says what will be here', async () => {
    const page = await openActivity();
    expect(await page.$eval('#tab-activity', ({ textContent }) => textContent)).toMatch(
      /never questions or answers[\s\S]*No activity in this period[\s\S]*No requests yet/,
    );
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
    const store = openStoreAt(storeFile(pages.testEnv.data));
    await seedActivity(store, Date.now());
    await store.close();
  });

  test('a period and its use by extension: bars, legend and table with the same numbers', async () => {
    const page = await openActivity();
    await choose(page, 'month', 'Requests per day');
    await page.waitForSelector('.plot canvas');
    const legend = () =>
      page.$$eval('.legend li', (all) =>
        all.map(({ textContent }) => textContent?.replaceAll(/\s+/g, ' ').trim()),
      );
    const requests = await legend();
    expect(requests).toHaveLength(6);
    expect(requests[0]).toMatch(/^Translate Anything \d/);
    expect(requests.at(-1)).toMatch(/^Others \d/);
    await page.click('.numbers summary');
    const sums = await page.$$eval('.numbers tbody tr', (rows) =>
      rows.reduce((sum, row) => sum + Number(row.lastElementChild?.textContent?.replaceAll(',', '')), 0),
    );
    const total = await page.$eval('.totals span', ({ textContent }) =>
      Number(textContent?.replace(/\D/g, '')),
    );
    expect(sums).toBe(total);
    await choose(page, 'tokens', 'Tokens per day');
    expect(await legend()).not.toEqual(requests);
    await choose(page, 'day', 'Tokens per hour');
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  test('the bars are drawn in the colours of the legend', async () => {
    const page = await openActivity();
    await choose(page, 'month', 'Requests per day');
    await page.waitForSelector('.plot canvas');
    const shares = await page.evaluate(() => {
      const canvas = document.querySelector('.plot canvas') as HTMLCanvasElement;
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return [...document.querySelectorAll('.legend .swatch')].map((swatch) => {
        const [red, green, blue] = getComputedStyle(swatch).color.match(/\d+/g)?.map(Number) ?? [];
        let found = 0;
        for (let at = 0; at < data.length; at += 4) {
          if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found += 1;
        }
        return found;
      });
    });
    expect(shares.filter((found) => found > 0)).toHaveLength(6);
    expect(shares[0]).toBeGreaterThan(shares[3] ?? 0);
    await page.close();
  });

  test('the choice works with the keyboard, and keeps the focus', async () => {
    const page = await openActivity();
    await page.focus('#tab-activity [name=period]:checked');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(
      () => document.querySelector('.chart h3')?.textContent === 'Requests per hour',
    );
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('day');
    await page.close();
  });

  test('recent requests: who, model, result, first token and speed; more on request', async () => {
    const page = await openActivity();
    const rows = () =>
      page.$$eval('.recent tbody tr', (all) =>
        all.map((each) =>
          [...each.children].map(({ textContent }) => textContent?.replaceAll(/\s+/g, ' ').trim()),
        ),
      );
    const first = await rows();
    expect(first).toHaveLength(20);
    expect(first[0]).toEqual([
      ...['Page Notes', 'llama3.2:3b chat', 'Done', expect.stringMatching(/^\d+ ms$/)],
      ...[expect.stringMatching(/^\d+ tokens\/s$/), expect.any(String)],
    ]);
    expect(first).toContainEqual(expect.arrayContaining(['Failed model_not_allowed', '–']));
    await page.click('#more');
    await page.waitForFunction(() => document.querySelectorAll('.recent tbody tr').length === 40);
    await page.click('#more');
    await page.waitForFunction(
      (count) => document.querySelectorAll('.recent tbody tr').length === count,
      {},
      SEEDED,
    );
    expect(await page.$('#more')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('recent-title');
    await page.close();
  });

  test('both tables can be saved as CSV, in which no name is a formula', async () => {
    const page = await openActivity();
    await choose(page, 'month', 'Requests per day');
    await hearFiles(page);
    const [head, ...usage] = await nextFile(page, '#save-summary');
    expect(head).toBe('day,hour,name,grantId,model,requests,errors,promptTokens,outputTokens,ms');
    const formula = `"'=HYPERLINK(""http://evil.example"",""Click"")"`;
    expect(usage.filter((line) => line.includes(`,${formula},`)).length).toBeGreaterThan(5);
    expect(usage.join('\n')).not.toMatch(/,=|^=/m);
    const [columns, newest, ...older] = await nextFile(page, '#save-recent');
    expect(columns).toContain('at,name,grantId,operation,model,state,status,code');
    expect(newest).toMatch(/^\d{4}-.*Z,Page Notes,g0,chat,llama3.2:3b,ok,200,,300,240,/);
    // Every line ends, the last one too.
    expect(older.filter(Boolean)).toHaveLength(SEEDED - 1);
    await page.close();
  });

  test.each(LANGUAGES.map(([tag]) => tag))('in %s nothing is wider than a telephone', async (lang) => {
    const page = await openActivity(lang);
    for (const value of ['month', 'tokens', 'day']) {
      await page.click(`#tab-activity [value=${value}]`);
      await page.waitForFunction(
        (name) => document.querySelector(`#tab-activity [value=${name}]:checked`),
        {},
        value,
      );
      await page.waitForSelector('.plot canvas');
      const [wanted, given] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      });
      expect(wanted).toBe(given);
    }
    await page.close();
  });
});

test('in the dark, axe finds nothing, and the bars have other colours', async () => {
  const pages = await openCompanionPages('chromium', ['llama3.2:3b']);
  try {
    const options = await pages.openOptions('en');
    await pasteKey(options, pages.testEnv.key);
    const store = openStoreAt(storeFile(pages.testEnv.data));
    await seedActivity(store, Date.now());
    await store.close();
    await options.evaluate(() => {
      location.hash = 'activity';
    });
    await options.waitForSelector('.plot canvas');
    const picture = () =>
      options.$eval('.plot canvas', (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const light = await picture();
    await options.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: 'dark' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await options.waitForFunction(
      (before) => document.querySelector<HTMLCanvasElement>('.plot canvas')?.toDataURL() !== before,
      {},
      light,
    );
    expect(await axeFindings(options)).toEqual([]);
  } finally {
    await pages.end();
  }
});
