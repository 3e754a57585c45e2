import { expect, test } from 'vitest';
import { createEra } from './era.ts';

test('a token stays the same until permissions change, here or elsewhere', () => {
  const state: { version: number | undefined } = { version: 1 };
  const era = createEra(() => state.version);
  const first = era.token();
  expect(era.token()).toBe(first);
  state.version = 2;
  const second = era.token();
  expect(second).not.toBe(first);
  era.end();
  expect(era.token()).not.toBe(second);
});

test('there is no token while changes may be missed, and another one afterwards', () => {
  const state: { version: number | undefined } = { version: 1 };
  const era = createEra(() => state.version);
  const first = era.token();
  state.version = undefined;
  expect(era.token()).toBeUndefined();
  state.version = 1;
  expect(era.token()).not.toBe(first);
});
