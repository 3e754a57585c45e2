import { expect, test } from 'vitest';
import { BLOCK, giveBlock, takeBlock } from './blocks.ts';

test('a block that was given back is used again, and two are never the same', () => {
  const one = takeBlock();
  const other = takeBlock();
  expect([one.byteLength, one === other]).toEqual([BLOCK, false]);
  giveBlock(one);
  expect(takeBlock()).toBe(one);
  giveBlock(one);
  giveBlock(other);
});
