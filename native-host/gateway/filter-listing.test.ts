import { expect, test } from 'vitest';
import { readListing } from './filter-listing.ts';

const LISTING = { field: 'models', name: 'name' };
const text = '{"models":[{"name":"a","size":1},{"name":"b"},{"model":"c"}],"more":true}';

test('what may not be seen is left out, and nothing else', () => {
  expect(JSON.parse(readListing(text, LISTING).filter((name) => name === 'a'))).toEqual({
    models: [{ name: 'a', size: 1 }],
    more: true,
  });
});

test('of an entry that may be seen everything stays', () => {
  const details = { family: 'llama', context_length: 8192, embedding_length: 576 };
  const entry = { name: 'a', details, capabilities: ['completion', 'vision', 'decision'] };
  const listed = JSON.stringify({ models: [entry, { name: 'b', capabilities: [] }] });
  expect(JSON.parse(readListing(listed, LISTING).filter((name) => name === 'a'))).toEqual({
    models: [entry],
  });
});

test('a listing of which all may be seen passes as it is', () => {
  expect(readListing(`${text}\n`, LISTING).filter(() => true)).toBe(`${text}\n`);
});

test.each(['not JSON', '[]', '{"models":{}}', 'null'])('of %s nothing is shown', (other) => {
  expect(readListing(other, LISTING).filter(() => true)).toBe('{}');
});

test('an entry without a name has none', () => {
  expect(readListing(text, LISTING).names).toEqual(['a', 'b', '']);
});
