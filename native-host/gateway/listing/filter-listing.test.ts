import { expect, test } from 'vitest';
import { filterListing, namesIn } from './filter-listing.ts';

const LISTING = { field: 'models', name: 'name' };
const text = '{"models":[{"name":"a","size":1},{"name":"b"},{"model":"c"}],"more":true}';

test('what may not be seen is left out, and nothing else', () => {
  expect(JSON.parse(filterListing(text, LISTING, (name) => name === 'a'))).toEqual({
    models: [{ name: 'a', size: 1 }],
    more: true,
  });
});

test('a listing of which all may be seen passes as it is', () => {
  expect(filterListing(`${text}\n`, LISTING, () => true)).toBe(`${text}\n`);
});

test.each(['not JSON', '[]', '{"models":{}}', 'null'])('of %s nothing is shown', (other) => {
  expect(filterListing(other, LISTING, () => true)).toBe('{}');
});

test('an entry without a name has none', () => {
  expect(namesIn(text, LISTING)).toEqual(['a', 'b', '']);
});
