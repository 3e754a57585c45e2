import { expect, test } from 'vitest';
import { createBodyBudget } from './body-budget.ts';

test('A11: bodies fit until one of the two limits is reached, and again after a release', () => {
  const budget = createBodyBudget({ each: 6, all: 10 });
  const [one, other, third] = [budget.share(), budget.share(), budget.share()];
  expect([one.fits(6), one.fits(7), one.exceeded]).toEqual([true, false, 'each']);
  expect([one.add(4), one.add(3), one.add(2), budget.held]).toEqual([true, false, true, 6]);
  expect([other.add(5), other.exceeded, other.add(4), budget.held]).toEqual([false, 'all', true, 10]);
  expect([third.fits(0), third.fits(1), third.exceeded]).toEqual([true, false, 'all']);
  one.release();
  one.release();
  expect([budget.held, third.add(6), budget.held]).toEqual([4, true, 10]);
});

test('what arrives after the release is not counted', () => {
  const budget = createBodyBudget({ each: 6, all: 10 });
  const share = budget.share();
  share.release();
  expect([share.add(1), share.exceeded, budget.held]).toEqual([false, undefined, 0]);
});

test('what is announced takes nothing until it arrives', () => {
  const budget = createBodyBudget({ each: 10, all: 10 });
  expect([budget.share().fits(10), budget.held, budget.share().fits(10)]).toEqual([true, 0, true]);
});
