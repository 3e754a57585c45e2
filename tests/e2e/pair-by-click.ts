import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import type { TestEnv } from '../../scripts/test-env/create-test-env.ts';

interface Setting {
  readonly testEnv: TestEnv;
  /** Opens the settings of the companion. */
  openOptions(): Promise<Page>;
}

const BUTTON = '[data-testid=pair-by-click]';

const acts = async ({ cli }: TestEnv): Promise<string[]> =>
  (JSON.parse(await cli('audit', '--json')) as { act: string }[]).map(({ act }) => act);

/** Pairing within the window that `install-host` has opened, in both browsers. */
export const testPairByClick = (setting: () => Setting): void => {
  test('one click pairs within the window of install-host, and a second one needs another window', async () => {
    const { testEnv, openOptions } = setting();
    const page = await openOptions();
    await page.waitForSelector(BUTTON);
    await page.focus(BUTTON);
    await page.click(BUTTON);
    await page.waitForSelector('#paired:not([hidden])');
    await page.waitForSelector('#key-answer p');
    expect(await page.$(BUTTON)).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('key-title');
    expect((await acts(testEnv)).at(-1)).toBe('paired');

    await page.click('#unpair');
    await page.waitForSelector('#pair:not([hidden])');
    const other = await openOptions();
    await other.waitForSelector('#pair:not([hidden])');
    expect(await other.$(BUTTON)).toBeNull();

    await testEnv.cli('pair');
    await other.click('#check');
    await other.waitForSelector(BUTTON);
    // The first tab still shows that no window is open, and finds it when it comes to the front.
    await page.bringToFront();
    await page.waitForSelector(BUTTON);
    await page.click(BUTTON);
    await page.waitForSelector('#paired:not([hidden])');
    await other.bringToFront();
    await other.waitForSelector('#paired:not([hidden])');
    expect(await other.$(BUTTON)).toBeNull();
  });
};
