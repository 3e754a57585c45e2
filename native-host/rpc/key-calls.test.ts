import { expect, test } from 'vitest';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import { authenticateKey } from '../grants/authenticate.ts';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const KEY = {
  ...{ name: ' My “key” ', use: 'http', scopes: ['read', 'infer'], models: ['a'], duration: 'month' },
  limits: { concurrent: 2, perMinute: 60 },
} as const;

/** Creates a key by the call. */
const setUp = async (over: Partial<Record<keyof typeof KEY, unknown>> = {}) => {
  const testEnv = setUpCalls();
  const owner = await testEnv.pair();
  const answer = await testEnv.call('keys.create', { ...KEY, ...over });
  const { key = '', grant } =
    answer.type === 'result' ? (answer.value as { key: string; grant?: { id: string } }) : {};
  return { ...testEnv, owner, answer, key, id: grant?.id ?? '' };
};

test('a created key has the chosen terms, and is valid where it was made for', async () => {
  const { answer, key, store, clock } = await setUp();
  expect(answer).toMatchObject({
    value: {
      grant: {
        ...{ name: 'My ’key’', kind: 'key', caller: 'http', scopes: KEY.scopes, models: KEY.models },
        ...{ limits: KEY.limits, expiresAt: clock.now + 30 * 24 * 3_600_000 },
      },
    },
  });
  expect(await authenticateKey(key, HTTP_CALLER, store, clock.now)).toHaveProperty('grant');
  expect(await authenticateKey(key, EXTENSION, store, clock.now)).toHaveProperty('denial');
  const acts = (await store.audit.list()).map(({ act }) => act);
  expect(acts).toEqual(['created', 'paired', 'created']);
});

test('a key for extensions belongs to the first that uses it', async () => {
  const { key, store, clock } = await setUp({ use: 'extension', limits: null });
  expect(await authenticateKey(key, EXTENSION, store, clock.now)).toMatchObject({
    grant: { caller: EXTENSION.id, limits: null },
  });
});

test.each([
  ['an empty name', { name: ' ' }],
  ['the scope "admin"', { scopes: ['admin'] }],
  ['an invalid model', { models: ['a b'] }],
  ['a limit below one', { limits: { concurrent: 0 } }],
  ['an unknown duration', { duration: 'keep' }],
  ['an unknown use', { use: 'web' }],
])('no key is created with %s', async (_, over) => {
  const { answer, store } = await setUp(over);
  expect(answer).toMatchObject({ code: 'bad_request' });
  expect((await store.audit.list()).map(({ act }) => act)).toEqual(['created', 'paired']);
});

test('a rotated key has a new secret, and the old one remains valid for a day', async () => {
  const { call, key, id, store, clock } = await setUp();
  const answer = await call('keys.rotate', { id });
  const oldUntil = clock.now + 24 * 3_600_000;
  expect(answer).toMatchObject({ value: { oldUntil } });
  const { key: next } = (answer as { value: { key: string } }).value;
  expect(next).not.toBe(key);
  for (const text of [key, next]) {
    expect(await authenticateKey(text, HTTP_CALLER, store, oldUntil - 1)).toHaveProperty('grant');
  }
  expect(await authenticateKey(key, HTTP_CALLER, store, oldUntil)).toMatchObject({
    denial: { code: 'key_expired' },
  });
});

test('owner keys, approvals and unknown keys are not rotated', async () => {
  const { call, owner, store } = await setUp();
  await call('grants.allow', { caller: EXTENSION.id, scopes: ['read'], models: null, duration: 'once' });
  const [approval] = await store.grants.forCaller(EXTENSION.id);
  for (const id of [owner.id, approval?.id, 'unknown']) {
    expect(await call('keys.rotate', { id })).toMatchObject({ code: 'bad_request' });
  }
});

test('a revocation can be undone for a minute', async () => {
  const { call, id, store, clock } = await setUp();
  await call('grants.revoke', { id });
  expect(await call('grants.restore', { id })).toEqual({ type: 'result', value: null });
  expect(await store.grants.byId(id)).toMatchObject({ revokedAt: null });
  await call('grants.revoke', { id });
  clock.now += 60_001;
  expect(await call('grants.restore', { id })).toMatchObject({ code: 'bad_request' });
});

test('the limits of a grant are changed, kept or removed', async () => {
  const { call, id, store } = await setUp();
  const terms = { id, scopes: ['read'], models: null, duration: 'keep' };
  const limits = async () => (await store.grants.byId(id))?.limits;
  await call('grants.change', terms);
  expect(await limits()).toEqual(KEY.limits);
  await call('grants.change', { ...terms, limits: { perMinute: 5 } });
  expect(await limits()).toEqual({ perMinute: 5 });
  await call('grants.change', { ...terms, limits: null });
  expect(await limits()).toBeNull();
});
