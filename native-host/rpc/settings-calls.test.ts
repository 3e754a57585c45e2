import { expect, test } from 'vitest';
import { COMPANION, EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

/** The calls by which the owner changes settings and data, with valid parameters. */
const CALLS: readonly [name: string, params?: Record<string, unknown>][] = [
  ['upstream.get'],
  ['upstream.set', { address: 'http://127.0.0.1:1', untested: true }],
  ['credential.set', { secret: 'x', header: null, untested: true }],
  ['credential.remove'],
  ['settings.get'],
  ['settings.set', { duration: 'once' }],
  ['data.export', { offset: 0 }],
  ['data.erase', { what: 'everything' }],
];

test.each(CALLS)('%s is for the pages of a paired companion only', async (name, params) => {
  const { call, pair, store, upstream } = setUpCalls();
  expect(await call(name, params, COMPANION)).toMatchObject({ type: 'error', code: 'no_key' });
  await pair();
  const before = await store.contents.read();
  expect(await call(name, params, EXTENSION)).toMatchObject({ type: 'error', code: 'operation_unknown' });
  expect(await store.contents.read()).toEqual(before);
  expect(upstream.used).toEqual([]);
  expect(await call(name, params, COMPANION)).toMatchObject({ type: 'result' });
});

test('the default duration is 30 days until the owner changes it, with one audit row', async () => {
  const { call, pair, store } = setUpCalls();
  await pair();
  expect(await call('settings.get')).toMatchObject({ value: { duration: 'month' } });
  await call('settings.set', { duration: 'always' });
  await call('settings.set', { duration: 'always' });
  expect(await call('settings.get')).toMatchObject({ value: { duration: 'always' } });
  const rows = (await store.audit.list()).filter(({ act }) => act === 'settings');
  expect(rows).toMatchObject([{ subject: 'defaultDuration', detail: 'always' }]);
});

test.each([
  ['settings.set', { duration: 'forever' }],
  ['data.export', { offset: -1 }],
  ['data.export', { offset: 0.5 }],
  ['data.erase', { what: 'nothing' }],
  ['upstream.set', { address: 'x'.repeat(5_000) }],
  ['credential.set', { secret: 'x'.repeat(9_000), header: null }],
])('%s refuses %j', async (name, params) => {
  const { call, pair } = setUpCalls();
  await pair();
  expect(await call(name, params)).toMatchObject({ type: 'error', code: 'bad_request' });
});
