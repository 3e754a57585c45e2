import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../../extension/targets.ts';
import { type AdminBrowser, openAdminBrowser, openTab, signIn } from '../../scripts/admin-page/open-admin.ts';
import { type Seeded, seedServe } from '../../scripts/admin-page/seed-serve.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { axeFindings } from '../settings/axe.ts';
import { focusCovered } from '../settings/focus-covered.ts';
import { resize } from '../settings/resize.ts';
import { smallTargets } from '../settings/small-targets.ts';
import { tooWide } from '../settings/too-wide.ts';
import { bearer, chat } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

const NARROW = { width: 360, height: 640 };
const WIDE = { width: 1280, height: 800 };

/** The views with their headings. `ID` is a key. */
const VIEWS = [
  ['#keys', 'Keys'],
  ['#keys/new', 'New key'],
  ['#keys/ID', 'Notes app'],
  ['#keys/ID/edit', 'Edit'],
  ['#usage', 'Usage'],
  ['#running', 'Running requests'],
  ['#upstreams', 'Ollama servers'],
  ['#audit', 'Audit'],
] as const;

/** Layout and colours differ little between the browsers, so one has both schemes. */
const SCHEMES: Record<Target, readonly string[]> = { chromium: ['light', 'dark'], firefox: ['dark'] };

const setScheme = (page: Page, scheme: string) =>
  page.evaluate((value) => {
    document.documentElement.style.colorScheme = value;
  }, scheme);

/** Waits until the view contains a text. */
const shows = (page: Page, text: string, selector = 'main') =>
  page.waitForFunction(
    (wanted, where) => document.querySelector(where)?.textContent?.includes(wanted) ?? false,
    {},
    text,
    selector,
  );

const click = async (page: Page, selector: string): Promise<void> => {
  await (await page.waitForSelector(selector))?.click();
};

/** Types into a field once it is shown. */
const type = async (page: Page, selector: string, text: string): Promise<void> => {
  await (await page.waitForSelector(selector))?.type(text);
};

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (each) => each.textContent ?? '');

/** Tests the admin page of the built `serve` in a browser, which is started once. */
export const testAdminPage = (target: Target): void => {
  const ollama = createStandIn();
  let testEnv: ServeEnv;
  let seeded: Seeded;
  let served: Served;
  let opened: AdminBrowser;
  let page: Page;
  const faults: string[] = [];

  const id = () => seeded.keys[0]?.id ?? '';
  const hashOf = (hash: string) => hash.replace('ID', id());
  const statusOf = async (key: string) => (await served.call('/api/chat', chat(bearer(key)))).status;

  beforeAll(async () => {
    const upstream = await ollama.start();
    testEnv = await createServeEnv();
    seeded = await seedServe(testEnv.folder);
    served = await testEnv.serve(['--upstream', upstream, '--admin-listen', '127.0.0.1:0']);
    opened = await openAdminBrowser(target);
    page = await opened.browser.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (line) => {
      if (/content security policy|trusted/i.test(line.text())) faults.push(line.text());
    });
    await page.goto(/admin page is at (\S+)\./.exec(served.said())?.[1] ?? '');
  });
  afterAll(async () => {
    await opened?.end();
    await testEnv?.dispose();
    await ollama.stop();
  });

  test('a key of a user does not sign in, an admin key does, and only this tab has it', async () => {
    expect(await axeFindings(page)).toEqual([]);
    await type(page, 'input[name="key"]', seeded.keys[0]?.text ?? '');
    await page.keyboard.press('Enter');
    await shows(page, 'is not an admin key');
    await page.$eval('input[name="key"]', (input) => {
      input.value = '';
    });
    await signIn(page, seeded.admin);
    await shows(page, 'Open WebUI');
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, location.href]);
    expect(kept).toEqual(['', 0, expect.not.stringContaining('otk_')]);
  });

  test.each(VIEWS)('%s is accessible, and fits at 360 and 1280 pixels', async (hash, title) => {
    const found: string[] = [];
    await resize(page, NARROW);
    await openTab(page, hashOf(hash), title);
    found.push(...(await tooWide(page)), ...(await smallTargets(page)));
    const { faults: covered, stops } = await focusCovered(page);
    expect(stops.length).toBeGreaterThan(5);
    for (const scheme of SCHEMES[target]) {
      await setScheme(page, scheme);
      found.push(...(await axeFindings(page)));
    }
    await resize(page, WIDE);
    found.push(...covered, ...(await tooWide(page)), ...(await axeFindings(page)));
    expect(found).toEqual([]);
  });

  describe('keys', () => {
    test('one is created, shown once, used, limited, replaced, disabled and revoked', async () => {
      await openTab(page, '#keys/new', 'New key');
      await type(page, 'input[name="name"]', 'Reader');
      await page.keyboard.press('Enter');
      await shows(page, 'The new key');
      const first = await textOf(page, '#secret');
      expect(await statusOf(first)).toBe(200);
      await click(page, '#secret-done');
      await shows(page, 'HTTP clients');
      expect(await page.content()).not.toContain(first);

      await click(page, '#edit');
      await type(page, 'input[name="perMinute"]', '50');
      await type(page, 'input[name="labels"]', 'team=research');
      await click(page, 'input[name="users"]');
      await click(page, '#save');
      await shows(page, '50 per minute');
      await shows(page, 'team: research');
      await shows(page, 'Counted, as its client names them');

      await page.waitForSelector('#rotate');
      await page.select('select[name="overlap"]', '0');
      await click(page, '#rotate');
      await shows(page, 'The old one has ended.');
      const second = await textOf(page, '#secret');
      expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);

      await click(page, '#toggle');
      await shows(page, 'Disabled', 'h2');
      expect(await statusOf(second)).toBe(403);
      await click(page, '#toggle');
      await shows(page, 'Active', 'h2');

      await click(page, '#revoke');
      await shows(page, 'Revoked “Reader”.');
      expect(await statusOf(second)).toBe(401);
      await click(page, '#undo');
      await shows(page, 'Reader', 'table');
      expect(await statusOf(second)).toBe(200);
    });

    test('one that was imported is replaced, and both work meanwhile', async () => {
      const old = 'sk-8f2b61d07c95e3a4';
      const file = join(testEnv.folder, 'imported.txt');
      await writeFile(file, `Imported ${old}\n`);
      const [, id] = /^Imported (\w{8})/.exec(await testEnv.cli('key', 'import', file)) ?? [];
      await openTab(page, `#keys/${id}`, 'Imported');
      await click(page, '#rotate');
      await shows(page, 'The old one works until');
      expect([await statusOf(old), await statusOf(await textOf(page, '#secret'))]).toEqual([200, 200]);
    });

    test('a mistake is explained, and what was typed stays', async () => {
      await openTab(page, '#keys/new', 'New key');
      await type(page, 'input[name="name"]', 'Typist');
      await type(page, 'textarea[name="models"]', 'not!a!model');
      await click(page, '#save');
      await shows(page, 'Write it as', '#trouble');
      expect(await page.$eval('input[name="name"]', (input) => input.value)).toBe('Typist');
    });
  });

  test('usage has a chart with its numbers, by key and by model', async () => {
    await openTab(page, '#usage', 'Usage');
    await page.waitForSelector('.plot canvas');
    expect(await textOf(page, '.legend')).toContain('Open WebUI');
    await page.$eval('input[value="tokens"]', (input) => input.click());
    await shows(page, 'Tokens per day');
    await shows(page, 'qwen3:8b', 'table[aria-label="Usage by model"]');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('usage is shown by label and by end user, and downloaded as CSV', async () => {
    await openTab(page, '#usage', 'Usage');
    await page.waitForSelector('#group');
    await page.select('#group', 'label:team');
    await shows(page, 'research', 'table[aria-label="Usage by label team"]');
    await page.select('#group', 'account');
    await shows(page, 'grace@example.com', 'table[aria-label="Usage by end user"]');
    await page.evaluate(() => {
      URL.createObjectURL = (file) => {
        void (file as Blob).text().then((text) => {
          document.body.dataset['saved'] = text;
        });
        return '#saved';
      };
      // Nothing is written to the folder of downloads.
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        document.body.dataset['file'] = this.download;
      };
    });
    await click(page, '#save-groups');
    await page.waitForFunction(() => document.body.dataset['saved']);
    const { saved, file } = await page.evaluate(() => ({ ...document.body.dataset }));
    expect(saved).toMatch(/^\uFEFF?account,name,requests,.*\r\ngrace@example.com,Open WebUI,\d+,/);
    expect(file).toMatch(/^ollama-turnkey-usage-by-account-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d\.csv$/);
  });

  test('a running request is stopped, and the audit says by whom', async () => {
    const gate = ollama.holdNext({ afterTokens: 2 });
    const answer = served
      .call('/api/chat', chat(bearer(seeded.keys[0]?.text ?? '')))
      .then(({ body }) => body, String);
    await gate.reached;
    await openTab(page, '#running', 'Running requests');
    await click(page, '.stop');
    await shows(page, 'Stopped a request of “Notes app”.');
    await answer;
    await shows(page, 'No request is running.');
    await openTab(page, '#audit', 'Audit');
    await shows(page, 'Request stopped: chat');
    expect(await textOf(page, 'tbody tr')).toContain('Ada');
  });

  test('when the admin key is revoked elsewhere, the page asks for another', async () => {
    await testEnv.cli('key', 'revoke', seeded.admin.split('_')[1] ?? '');
    await openTab(page, '#upstreams', 'Sign in');
    await shows(page, 'revoked');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('nothing has violated the content security policy, and no script has failed', () => {
    expect(faults).toEqual([]);
  });
};
