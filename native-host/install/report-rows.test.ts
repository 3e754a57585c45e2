import { expect, test } from 'vitest';
import type { FoundBrowser } from './find-browsers.ts';
import { browserNames } from './report-rows.ts';

const browser = (name: string, there: boolean): FoundBrowser => ({
  id: name,
  name,
  family: 'chromium',
  places: { profile: [] },
  there,
});

test.each([
  ['the installed ones', [browser('A', true), browser('B', false), browser('C', true)], 'A, C'],
  ['all if none is', [browser('A', false), browser('B', false)], 'A, B'],
  ['many are counted', ['A', 'B', 'C', 'D'].map((name) => browser(name, true)), 'A, B and 2 more'],
])('%s', (_name, browsers, expected) => {
  expect(browserNames(browsers)).toBe(expected);
});
