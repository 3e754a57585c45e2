import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../../../extension/targets.ts';
import { openScreens, type Screens } from '../../../scripts/screens/open-screens.ts';
import type { PageState } from '../../../scripts/screens/page-state.ts';
import { PAGE_STATES } from '../../../scripts/screens/states/all-states.ts';
import { axeFindings } from '../../settings/axe.ts';
import { focusCovered } from '../../settings/focus-covered.ts';
import { oddTexts } from '../../settings/odd-texts.ts';
import { resize } from '../../settings/resize.ts';
import { smallTargets } from '../../settings/small-targets.ts';
import { tooWide } from '../../settings/too-wide.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The narrowest window, as low as one at 200 %: what has room for the focus here has it in all others. */
const NARROW: Size = { width: 360, height: 400 };

/** The widths of the windows, and a window of 1280 by 800 pixels at 200 %. */
const SIZES: readonly Size[] = [
  NARROW,
  { width: 480, height: 680 },
  { width: 640, height: 400 },
  { width: 800, height: 800 },
  { width: 1280, height: 800 },
];

/** The approval window with less height, and at 200 %. */
const SMALL: readonly Size[] = [
  { width: 460, height: 400 },
  { width: 230, height: 320 },
];

/** What a browser is tested with: sizes and colour schemes. Layout and colours differ little, so one has all of them. */
const PARTS: Record<Target, { readonly sizes: readonly Size[]; readonly schemes: readonly string[] }> = {
  chromium: { sizes: SIZES, schemes: ['light', 'dark'] },
  firefox: { sizes: [NARROW, { width: 1280, height: 800 }], schemes: ['dark'] },
};

const setScheme = (page: Page, scheme: string) =>
  page.evaluate((value) => {
    document.documentElement.style.colorScheme = value;
  }, scheme);

/** Waits until the page has noticed its new size, to which it fits a chart in the same frame. */
const observersDone = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** What is wrong with a page at one size. */
const faultsAt = async (page: Page, size: Size, walk: boolean): Promise<readonly string[]> => {
  await resize(page, size);
  await observersDone(page);
  const { faults } = walk ? await focusCovered(page) : { faults: [] };
  return [...(await tooWide(page)), ...faults].map((each) => `${size.width}×${size.height}: ${each}`);
};

/** Whether a control is in the window as a whole. */
const isInSight = (page: Page, selector: string) =>
  page.$eval(selector, (each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  });

/** Everything that is wrong with a page, at every size and in light and dark. */
const allFaults = async (
  page: Page,
  target: Target,
  { small = false, pinned = [] }: PageState,
): Promise<readonly string[]> => {
  const found: string[] = [];
  const { sizes, schemes } = PARTS[target];
  for (const size of sizes) found.push(...(await faultsAt(page, size, size === NARROW)));
  await resize(page, NARROW);
  found.push(...(await smallTargets(page)), ...(await oddTexts(page)));
  for (const scheme of schemes) {
    await setScheme(page, scheme);
    for (const each of await axeFindings(page)) found.push(`${scheme}: ${each}`);
  }
  for (const size of small || pinned.length > 0 ? SMALL : []) {
    if (small) found.push(...(await faultsAt(page, size, size.width < NARROW.width)));
    else await resize(page, size);
    for (const control of pinned) {
      if (!(await isInSight(page, control)))
        found.push(`${size.width}×${size.height}: ${control} is out of sight`);
    }
  }
  return found;
};

/** The variable that adds the states which Firefox leaves out to save a minute. */
const ALL = process.env['TURNKEY_ALL_STATES'] !== undefined;

/** Tests every state of every page in Chromium, and every second one in Firefox unless `TURNKEY_ALL_STATES` is set. */
export const testPages = (target: Target): void => {
  const states = PAGE_STATES.filter((_, index) => ALL || target === 'chromium' || index % 2 === 0);
  let screens: Screens;

  beforeAll(async () => {
    screens = await openScreens(target, PAGE_STATES);
  });
  afterAll(() => screens.end());

  // What covers the focus, what is wide, Allow out of sight, repeated and raw texts, and small targets.
  describe('people A3, A4, A5, A11, A12, A16: no page has their faults in any state', () => {
    test.each(states.map((state) => [state.name, state] as const))('%s', async (_, state) => {
      const page = await screens.open(state);
      expect(await allFaults(page, target, state)).toEqual([]);
      await page.close();
    });
  });
};
