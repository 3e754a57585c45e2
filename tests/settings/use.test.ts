import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { formatKey } from '../../shared/key/key.ts';
import { openSettings, type SettingsPages, type Shown } from './open-settings.ts';

declare const settings: Shown['settings'];
declare const told: Shown['told'];

const KEY = formatKey('otk', 'AbCdEf12', 'x'.repeat(43));

/** The element used with the keyboard. */
describe.each(TARGETS)('in %s', (target) => {
  let pages: SettingsPages;
  let page: Page;

  beforeAll(async () => {
    pages = await openSettings(target, { ollama: 'http://127.0.0.1:9', companion: false });
  });
  afterAll(() => pages.end());
  beforeEach(async () => {
    await page?.close();
    page = await pages.open({ state: 'ready' });
    await page.bringToFront();
    await page.waitForFunction(() => settings.shadowRoot?.querySelector('select')?.disabled === false);
  });

  const find = async (selector: string): Promise<ElementHandle<HTMLElement>> => {
    const found = await page.evaluateHandle(
      (each) => settings.shadowRoot?.querySelector(each) as HTMLElement,
      selector,
    );
    return found as ElementHandle<HTMLElement>;
  };
  const focused = () =>
    page.evaluate(() => {
      const inside = settings.shadowRoot?.activeElement;
      return (
        (inside?.ariaLabel || inside?.textContent || inside?.id || document.activeElement?.textContent) ?? ''
      );
    });
  const answer = async () => (await find('#key-answer')).evaluate((each) => each.textContent);
  const openKey = async () => {
    await (await find('summary')).focus();
    await page.keyboard.press('Enter');
    await (await find('#key')).focus();
  };

  test('Tab visits everything in the order of the page', async () => {
    const stops: string[] = [];
    await page.keyboard.press('Tab');
    for (let last = ''; last !== 'Save'; ) {
      last = await focused();
      stops.push(last);
      if (
        last === 'Use a key instead' &&
        !(await (await find('details')).evaluate((each) => each.hasAttribute('open')))
      )
        await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    expect(stops).toEqual([
      'Check again',
      'Use a key instead',
      'key',
      'Use key',
      'Copy: ollama-turnkey key create',
      'Choose a modelsmollm2:135mllama3.2:latest',
      'Save',
    ]);
  });

  test('a model chosen with the keyboard fires modelchange and is part of the form', async () => {
    const select = (await find('select')) as ElementHandle<HTMLSelectElement>;
    await select.focus();
    await page.keyboard.type('lla');
    if (target === 'firefox') await page.keyboard.press('Tab');
    expect(await page.evaluate(() => [settings.value, ...told])).toEqual([
      'llama3.2:latest',
      'llama3.2:latest',
    ]);
    await page.click('form > button');
    expect(await page.evaluate(() => told.at(-1))).toBe('saved llama3.2:latest');
  });

  test('a model that the page sets is shown without an event; a missing one stays', async () => {
    const shown = await page.evaluate(() => {
      settings.value = 'gone:1b';
      const select = settings.shadowRoot?.querySelector('select');
      return [select?.selectedOptions[0]?.textContent, new FormData(settings.form ?? undefined).get('model')];
    });
    expect(shown).toEqual(['\u2068gone:1b\u2069 (not installed)', 'gone:1b']);
    expect(await page.evaluate(() => told)).toEqual([]);
  });

  test('a form with a required model is not submitted without one', async () => {
    await page.evaluate(() => settings.setAttribute('required', ''));
    expect(await page.$eval('form', (form) => form.checkValidity())).toBe(false);
    await page.evaluate(() => {
      settings.value = 'smollm2:135m';
    });
    expect(await page.$eval('form', (form) => form.checkValidity())).toBe(true);
  });

  test('disabling and resetting the form applies to the element', async () => {
    const state = await page.evaluate(() => {
      settings.value = 'smollm2:135m';
      settings.form?.reset();
      settings.disabled = true;
      return [settings.value, settings.shadowRoot?.querySelector('select')?.disabled];
    });
    expect(state).toEqual(['', true]);
  });

  test('a typo is reported before anything is sent', async () => {
    await openKey();
    await page.keyboard.type(KEY.replace('x', 'y'));
    expect(await answer()).toMatch(/incomplete or mistyped/);
    expect(await (await find('#key')).evaluate((each) => each.ariaInvalid)).toBe('true');
    await page.keyboard.press('Enter');
    expect(await answer()).toMatch(/incomplete or mistyped/);
  });

  test('Enter sends a complete key, which is accepted and removed from the page', async () => {
    await openKey();
    await page.keyboard.type(KEY);
    expect(await answer()).toBe('The key is complete.');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      settings.shadowRoot?.querySelector('#key-answer')?.textContent?.includes('accepted'),
    );
    const left = await page.evaluate(() => {
      const field = settings.shadowRoot?.querySelector('input');
      return [
        field?.value,
        settings.shadowRoot?.activeElement === field,
        document.activeElement === settings,
      ];
    });
    expect(left).toEqual(['', true, true]);
    expect(await page.evaluate(() => told)).toEqual([]);
  });

  test('the focus stays during a refresh', async () => {
    await (await find('[part~=connection] button')).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => settings.shadowRoot?.querySelector('[part=summary]')?.textContent === 'Everything is ready.',
    );
    expect(await focused()).toBe('Check again');
  });
});
