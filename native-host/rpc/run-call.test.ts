import { expect, test } from 'vitest';
import { StoreError } from '../store/store-error.ts';
import { COMPANION, EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const unknown = { type: 'error', code: 'operation_unknown' };

test('an unknown call is refused, also if its name is a property of every object', async () => {
  const { call } = setUpCalls();
  for (const name of ['grants.steal', 'toString', '__proto__']) {
    expect(await call(name)).toMatchObject(unknown);
  }
});

test('only the pages of the companion may pair, and only a paired companion may manage permissions', async () => {
  const { call, pair } = setUpCalls();
  expect(await call('pair', { key: 'otk_' }, EXTENSION)).toMatchObject(unknown);
  expect(await call('grants.list', undefined, EXTENSION)).toMatchObject(unknown);
  expect(await call('grants.list')).toMatchObject({ type: 'error', code: 'no_key' });
  await pair();
  expect(await call('grants.list')).toMatchObject({ type: 'result' });
  expect(await call('grants.list', undefined, EXTENSION)).toMatchObject(unknown);
});

test('invalid parameters are refused before the call runs', async () => {
  const { call, pair, store } = setUpCalls();
  const { id } = await pair();
  for (const params of [undefined, {}, { id: 7 }, { id: 'x'.repeat(301) }]) {
    expect(await call('grants.revoke', params)).toMatchObject({ type: 'error', code: 'bad_request' });
  }
  expect((await store.grants.byId(id))?.revokedAt).toBeNull();
});

test('a failing store and an unexpected error are answers, and reveal nothing', async () => {
  const { call, context, store } = setUpCalls();
  Object.assign(context.probe, { look: () => Promise.reject(new Error('secret detail')) });
  const answer = await call('status', undefined, COMPANION);
  expect(answer).toMatchObject({ type: 'error', code: 'internal' });
  expect(JSON.stringify(answer)).not.toContain('secret detail');
  Object.assign(store.grants, { forCaller: () => Promise.reject(new StoreError('full', '/secret/place')) });
  const failed = await call('status', undefined, EXTENSION);
  expect(failed).toMatchObject({ type: 'error', code: 'store_failed' });
  expect(JSON.stringify(failed)).not.toContain('/secret/place');
});
