import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import type { TestEnv } from '../../scripts/test-env/create-test-env.ts';
import { clickAllow } from '../../scripts/test-env/pages.ts';
import { formatKey } from '../../shared/key/key.ts';

interface Setting {
  readonly testEnv: TestEnv;
  /** Opens the settings of the companion. */
  openOptions(): Promise<Page>;
}

const BUTTON = '#claim';

const acts = async ({ cli }: TestEnv): Promise<string[]> =>
  (JSON.parse(await cli('audit', '--json')) as { act: string }[]).map(({ act }) => act);

/** Pairing within the window that `install-host` has opened, in both browsers. */
export const testPairByClick = (setting: () => Setting): void => {
  test('people A14: a wrong key stays in the field, which is marked, with the error below it', async () => {
    const { openOptions } = setting();
    const page = await openOptions();
    await page.waitForSelector('#pair:not([hidden])');
    const state = () =>
      page.$eval('#key', (each) => {
        const field = each as HTMLInputElement;
        const below = document.getElementById(field.getAttribute('aria-describedby') ?? '');
        const { bottom } = field.getBoundingClientRect();
        return {
          length: field.value.length,
          invalid: field.ariaInvalid,
          says: below?.innerText ?? '',
          isNear: (below?.getBoundingClientRect().top ?? 0) - bottom < 32,
          border: getComputedStyle(field).borderTopColor,
        };
      });
    const before = await state();
    const key = formatKey('otk', 'AbCdEf12', 'x'.repeat(43));

    await page.type('#key', key.replace('x', 'y'));
    expect(await state()).toMatchObject({ invalid: 'true', says: expect.stringContaining('mistyped') });
    await page.click('#pair [type=submit]');
    expect(await state()).toMatchObject({ length: key.length, invalid: 'true', isNear: true });

    await page.$eval('#key', (each) => (each as HTMLInputElement).select());
    await page.type('#key', key);
    expect(await state()).toMatchObject({ invalid: null, says: 'The key is complete.' });
    await page.click('#pair [type=submit]');
    await page.waitForSelector('#key-answer [data-testid=error-code]');
    const after = await state();
    expect(after).toMatchObject({ length: key.length, invalid: 'true', isNear: true });
    expect(after.says).toContain('key_wrong');
    expect(after.border).not.toBe(before.border);
    await page.close();
  });

  test('one click pairs within the window of install-host, and a second one needs another window', async () => {
    const { testEnv, openOptions } = setting();
    const page = await openOptions();
    await page.waitForSelector(BUTTON);
    await page.waitForSelector(`${BUTTON}:enabled`);
    // Pairing gives permissions, so the button is guarded like Allow: a click by a script is not the user's.
    const isBusy = await page.$eval(BUTTON, (each) => {
      (each as HTMLButtonElement).click();
      return each.ariaDisabled;
    });
    expect(isBusy).toBeNull();
    await page.focus(BUTTON);
    await page.click(BUTTON);
    await page.waitForSelector('#key-card', { hidden: true });
    await page.waitForSelector('#key-answer p');
    expect(await page.$(BUTTON)).toBeNull();
    await page.waitForFunction(() => document.activeElement?.closest('#tab-access') !== null);
    expect((await acts(testEnv)).filter((act) => act === 'paired')).toEqual(['paired']);

    await page.evaluate(() => {
      location.hash = '#settings';
    });
    await (await page.waitForSelector('#unpair-browser'))?.click();
    await page.waitForSelector('#pair:not([hidden])');
    const other = await openOptions();
    await other.waitForSelector('#pair:not([hidden])');
    expect(await other.$(BUTTON)).toBeNull();

    await testEnv.cli('pair');
    // The button is in a section that is closed while there is no problem with the connection.
    await other.$eval('#check', (each) => (each as HTMLElement).click());
    await other.waitForSelector(BUTTON);
    // The first tab still shows that no window is open, and finds it when it comes to the front.
    await clickAllow(page, BUTTON);
    await page.waitForSelector('#unpair-browser');
    await other.bringToFront();
    await other.waitForSelector('#key-card', { hidden: true });
    expect(await other.$(BUTTON)).toBeNull();
  });
};
