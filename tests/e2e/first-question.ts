import type { Browser, Page, Target } from 'puppeteer';
import { expect, test } from 'vitest';
import type { createTurnkey, Turnkey } from '../../extension/sdk/index.ts';
import { clickAllow } from '../../scripts/test-env/pages.ts';

declare const turnkey: Turnkey;
declare const create: typeof createTurnkey;

interface Setting {
  readonly browser: Browser;
  /** The page of the probe, which has the SDK in `turnkey` and `create`. */
  readonly page: Page;
}

/** The approval window that an action opens. */
export const approvalAfter = async (browser: Browser, cause: () => Promise<unknown>): Promise<Page> => {
  const { promise, resolve } = Promise.withResolvers<Page>();
  const look = async (target: Target) => {
    const page = await target.page();
    await page?.waitForSelector('#answer:not([hidden])', { timeout: 0 });
    if (page) resolve(page);
  };
  const onTarget = (target: Target) => void look(target).catch(() => {});
  browser.on('targetcreated', onTarget);
  await cause();
  return promise.finally(() => browser.off('targetcreated', onTarget));
};

/** The status of a request of the probe, and the error in its answer. */
const ask = (page: Page, path: string, body?: string) =>
  page.evaluate(
    async (to, text) => {
      const response = await turnkey.fetch(to, text === undefined ? {} : { method: 'POST', body: text });
      const { error = '' } = response.ok ? {} : ((await response.json()) as { error?: string });
      return { status: response.status, error };
    },
    path,
    body,
  );

const words = (page: Page) => page.$eval('main', (main) => main.innerText);

/** What the first question asks for, in both browsers. */
export const testFirstQuestion = (setting: () => Setting): void => {
  test('background work opens no window, and a click opens one with the configured terms', async () => {
    const { browser, page } = setting();
    await page.evaluate(() => {
      const terms = { scopes: ['read', 'infer'], reason: 'To answer your questions.' } as const;
      Object.assign(globalThis, { turnkey: create({ ask: 'never', ...terms }) });
    });
    const before = (await browser.pages()).length;
    const refused = await ask(page, '/api/tags');
    expect(refused.status).toBe(403);
    expect(refused.error).toContain('The extension can ask with requestAccess()');
    expect((await browser.pages()).length).toBe(before);
    const window = await approvalAfter(browser, () =>
      page.evaluate(() => void turnkey.requestAccess().catch(() => {})),
    );
    expect(await words(window)).toContain('To answer your questions.');
    expect(
      await window.$$eval('[name=scope]:checked', (all) =>
        all.map((each) => (each as HTMLInputElement).value),
      ),
    ).toEqual(['read', 'infer']);
    // The user closes it without an answer.
    await window.close();
  });

  test('a prompt that the user closed is reopened by requestAccess(), and a pull works once it is allowed', async () => {
    const { browser, page } = setting();
    await page.evaluate(() => Object.assign(globalThis, { turnkey: create() }));
    const refused = await ask(page, '/api/pull', '{"model":"smollm2:135m","stream":false}');
    expect(refused.error).toContain('The extension can ask again with requestAccess()');
    const window = await approvalAfter(browser, () =>
      page.evaluate(() => void turnkey.requestAccess({ scopes: ['read', 'manage'] }).catch(() => {})),
    );
    // A permission that can do harm is listed, and never ticked before.
    await window.click('[name=scope][value=manage]');
    await clickAllow(window);
    await page.waitForFunction(async () => (await turnkey.status()).ready, { polling: 100 });
    expect(await ask(page, '/api/pull', '{"model":"smollm2:135m","stream":false}')).toMatchObject({
      status: 200,
    });
  });
};
