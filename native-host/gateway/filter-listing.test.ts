import { expect, test } from 'vitest';
import type { Grant } from '../../shared/access/grant.ts';
import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { makeGrant } from '../access/testing/make-grant.ts';
import { filterListing, readListing } from './filter-listing.ts';

const LISTING = { field: 'models', name: 'name' };
const text = '{"models":[{"name":"a","size":1},{"name":"b"},{"model":"c"}],"more":true}';

test('only entries that may not be seen are removed', () => {
  expect(JSON.parse(readListing(text, LISTING).filter((name) => name === 'a'))).toEqual({
    models: [{ name: 'a', size: 1 }],
    more: true,
  });
});

test('an entry that may be seen keeps all its fields', () => {
  const details = { family: 'llama', context_length: 8192, embedding_length: 576 };
  const entry = { name: 'a', details, capabilities: ['completion', 'vision', 'decision'] };
  const listed = JSON.stringify({ models: [entry, { name: 'b', capabilities: [] }] });
  expect(JSON.parse(readListing(listed, LISTING).filter((name) => name === 'a'))).toEqual({
    models: [entry],
  });
});

test('a list of which every entry may be seen passes unchanged', () => {
  expect(readListing(`${text}\n`, LISTING).filter(() => true)).toBe(`${text}\n`);
});

test.each(['not JSON', '[]', '{"models":{}}', 'null'])('%s is replaced by an empty object', (other) => {
  expect(readListing(other, LISTING).filter(() => true)).toBe('{}');
});

test('an entry without a name has an empty name', () => {
  expect(readListing(text, LISTING).names).toEqual(['a', 'b', '']);
});

const TAGS = OPERATIONS.find(({ name }) => name === 'tags') as Operation;

/** Sends a list of models through the filter, and returns what the client receives. */
const filtered = async (
  change: Partial<Grant>,
  { status = 200, method = 'GET', known = true, own = false } = {},
) => {
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const events: string[] = [];
  const grant = makeGrant({ caller: 'me', scopes: ['read'], ...change });
  const catalog = {
    has: async () => true,
    lookUp: async () => {
      if (!known) throw new Error('Ollama does not answer.');
      return (name: string) => name === 'far';
    },
    forget: () => {},
  };
  const caller = { id: 'me', page: true, own };
  const sink = filterListing({ operation: TAGS, method }, { grant, caller }, catalog, {
    head: (is, _text, headers) => void events.push(`${is} ${headers.join(' ')}`),
    data: (chunk) => void events.push(chunk.toString()),
    end: () => resolve([...events, 'end']),
    fail: ({ code }) => resolve([...events, `fail ${code}`]),
  });
  sink.head(status, 'OK', [['content-length', '99']]);
  if (method === 'GET') sink.data(Buffer.from('{"models":[{"name":"near"},{"name":"far"}]}'));
  sink.end();
  return promise;
};

const ALL = '{"models":[{"name":"near"},{"name":"far"}]}';
const NEAR = '{"models":[{"name":"near"}]}';

test('a list shows only models that the grant may use, with its new length', async () => {
  expect(await filtered({})).toEqual([`200 Content-Length,${NEAR.length}`, NEAR, 'end']);
  expect(await filtered({ scopes: ['read', 'cloud'], models: ['near'] })).toContain(NEAR);
});

test('a list passes unchanged for a grant that may use every model, and if it is an error', async () => {
  expect(await filtered({ scopes: ['read', 'cloud'] })).toEqual(['200 content-length,99', ALL, 'end']);
  expect(await filtered({}, { status: 500 })).toEqual(['500 content-length,99', ALL, 'end']);
});

test('the owner sees the models that run elsewhere too, and no extension does', async () => {
  expect(await filtered({ scopes: OWNER_SCOPES }, { own: true })).toContain(ALL);
  expect(await filtered({ scopes: OWNER_SCOPES })).toContain(NEAR);
});

test('the response to HEAD states no length, which would reveal models', async () => {
  expect(await filtered({}, { method: 'HEAD' })).toEqual(['200 ', 'end']);
});

test('no list is shown if Ollama does not say where its models run', async () => {
  expect(await filtered({}, { known: false })).toEqual(['fail internal']);
});
