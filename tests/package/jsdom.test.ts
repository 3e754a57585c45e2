// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { ENTRIES } from '../../extension/sdk/entries.ts';

test.each(Object.values(ENTRIES))('the entry %s can be imported in jsdom', async (name) => {
  const entry: object = await import(`../../extension/sdk/dist/${name}.js`);
  expect(Object.keys(entry)).not.toEqual([]);
});
