import { expect, test } from 'vitest';
import { isListing, mergeListings } from './send-listing.ts';

test('each model is listed once, as its first member lists it', () => {
  const listings = [
    { models: [{ name: 'a', size: 1 }, { name: 'b' }] },
    { models: [{ name: 'c' }, { name: 'a', size: 2 }] },
    { models: null },
  ];
  expect(mergeListings('/api/tags', listings)).toEqual({
    models: [{ name: 'a', size: 1 }, { name: 'b' }, { name: 'c' }],
  });
});

test('the OpenAI format keeps its other fields', () => {
  const listing = (id: string) => ({ object: 'list', data: [{ id, object: 'model' }] });
  expect(mergeListings('/v1/models', [listing('a'), listing('b')])).toEqual({
    object: 'list',
    data: [
      { id: 'a', object: 'model' },
      { id: 'b', object: 'model' },
    ],
  });
});

test('only listings are merged', () => {
  expect(['/api/tags', '/v1/models/x', '/api/version', 'constructor'].map(isListing)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
