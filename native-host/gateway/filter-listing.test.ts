import { describe, expect, test } from 'vitest';
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
  { status = 200, method = 'GET', known = true, own = false, aliases = [] as [string, string][] } = {},
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
    prepare: () => {},
    close: () => {},
  };
  const caller = { id: 'me', page: true, own };
  const sink = filterListing({ operation: TAGS, method }, { grant, caller, aliases }, catalog, {
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

describe('aliases', () => {
  const aliases: [string, string][] = [
    ['gpt-4o', 'a:latest'],
    ['gpt-4', 'b'],
    ['B', 'a'],
    ['none', 'missing'],
  ];

  test('each alias is listed as its model, unless that is the name of another one', () => {
    const listed =
      '{"models":[{"name":"a:latest","model":"a:latest","size":1},{"name":"b:latest"}],"more":true}';
    expect(JSON.parse(readListing(listed, LISTING).filter(() => true, aliases))).toEqual({
      models: [
        { name: 'a:latest', model: 'a:latest', size: 1 },
        { name: 'b:latest' },
        { name: 'gpt-4o', model: 'gpt-4o', size: 1 },
        { name: 'gpt-4' },
      ],
      more: true,
    });
    const openai = '{"object":"list","data":[{"id":"a:latest","object":"model","owned_by":"library"}]}';
    const { data } = JSON.parse(
      readListing(openai, { field: 'data', name: 'id' }).filter(() => true, aliases),
    );
    expect(data.map(({ id }: { id: string }) => id)).toEqual(['a:latest', 'gpt-4o', 'B']);
    expect(data[1]).toEqual({ id: 'gpt-4o', object: 'model', owned_by: 'library' });
  });

  test('an alias is hidden with its model', async () => {
    const both: [string, string][] = [
      ['gpt-4o', 'near'],
      ['o3', 'far'],
    ];
    const namesFor = async (change: Partial<Grant>) => {
      const [, body = ''] = await filtered(change, { aliases: both });
      return JSON.parse(body).models.map(({ name }: { name: string }) => name);
    };
    expect(await namesFor({})).toEqual(['near', 'gpt-4o']);
    expect(await namesFor({ scopes: ['read', 'cloud'] })).toEqual(['near', 'far', 'gpt-4o', 'o3']);
    expect(await namesFor({ models: ['gpt-4o'] })).toEqual([]);
  });

  test('a list of what is running has none', () => {
    const named = OPERATIONS.filter(({ listing }) => listing?.withAliases).map(({ name }) => name);
    expect(named).toEqual(['tags', 'openai-models']);
  });
});
