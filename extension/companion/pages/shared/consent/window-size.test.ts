import { expect, test } from 'vitest';
import { isShrunk, isTooSmall } from './window-size.ts';

test.each([
  ['as it was created', { width: 460, height: 680 }, false],
  ['larger', { width: 900, height: 700 }, false],
  ['rounded by a window manager', { width: 459, height: 662 }, false],
  ['narrow', { width: 300, height: 680 }, true],
  ['low', { width: 460, height: 300 }, true],
  ['of unknown size', {}, true],
])('A1: a window that is %s', (_, now, shrunk) => {
  expect(isShrunk(now, { width: 460, height: 680 })).toBe(shrunk);
});

test('A1: a window that was created smaller on a small screen accepts an answer', () => {
  expect(isShrunk({ width: 460, height: 336 }, { width: 460, height: 336 })).toBe(false);
});

test('A1: a window that was created too small accepts no answer', () => {
  expect(isShrunk({ width: 120, height: 90 }, { width: 120, height: 90 })).toBe(true);
});

test('A1: a window of the user must have a minimum size', () => {
  expect(isTooSmall({ width: 1024, height: 420 })).toBe(false);
  expect(isTooSmall({ width: 390, height: 900 })).toBe(true);
  expect(isTooSmall({ width: 1024, height: 200 })).toBe(true);
});
