import { openScreens } from './screens/open-screens.ts';
import { PAGE_STATES } from './screens/states/all-states.ts';

/**
 * Measures how long each page of the built companion needs from a reload to its content, in Chromium, with canned answers
 * of the host. Prints the median of eight reloads in milliseconds, for each page.
 */
const RELOADS = 8;

/** One state with content for each page. */
const NAMES = [
  'welcome hello',
  'popup ready',
  'approve new',
  'options access',
  'options access many',
  'options models',
  'options activity',
  'options keys',
  'options settings',
];

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/** Notes in the page when an element that a selector names has been drawn. Runs before the scripts of the page. */
const watch = (selector: string) => {
  const look = () => {
    if (!document.querySelector(selector)?.checkVisibility()) return requestAnimationFrame(look);
    return document.documentElement.setAttribute('data-shown', String(performance.now()));
  };
  requestAnimationFrame(look);
};

const states = PAGE_STATES.filter(({ name }) => NAMES.includes(name));
const screens = await openScreens('chromium', states);
try {
  for (const state of states) {
    const page = await screens.open(state);
    await page.evaluateOnNewDocument(watch, state.ready);
    const times: number[] = [];
    for (let reload = 0; reload < RELOADS; reload += 1) {
      await page.reload();
      const shown = await page.waitForSelector('[data-shown]');
      times.push(Number(await shown?.evaluate((each) => each.getAttribute('data-shown'))));
    }
    console.log(`${state.name}: ${Math.round(median(times))} ms`);
    await page.close();
  }
} finally {
  await screens.end();
}
