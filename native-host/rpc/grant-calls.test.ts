import { expect, test } from 'vitest';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const TERMS = { scopes: ['read', 'infer'], models: null, duration: 'once' } as const;
const HOURS_12 = 12 * 3_600_000;
const DONE = { type: 'result', value: null };

/** A paired companion, and an extension whose prompt is open. */
const setUpPrompt = async () => {
  const testEnv = setUpCalls();
  await testEnv.pair();
  const { answer, opened } = testEnv.ask();
  await expect.poll(opened).toBeDefined();
  return { ...testEnv, answer, id: opened() as string };
};

test('allowing answers the prompt, and creates the grant with the chosen terms', async () => {
  const { call, store, clock, id, answer } = await setUpPrompt();
  const allowed = await call('approvals.allow', { id, ...TERMS });
  expect(allowed).toMatchObject({ type: 'result', value: { scopes: TERMS.scopes } });
  expect(await answer).toEqual(allowed);
  expect(await store.grants.forCaller(EXTENSION.id)).toMatchObject([{ expiresAt: clock.now + HOURS_12 }]);
  expect(await call('approvals.allow', { id, ...TERMS })).toMatchObject({ code: 'bad_request' });
});

test('denying answers the prompt, and later requests are refused without a prompt', async () => {
  const { call, context, ask, id, answer } = await setUpPrompt();
  expect(await call('approvals.deny', { id })).toEqual(DONE);
  expect(await answer).toMatchObject({ type: 'error', code: 'denied' });
  expect(await ask().answer).toMatchObject({ type: 'error', code: 'denied' });
  expect(context.approvals.list()).toEqual([]);
  expect(await call('approvals.deny', { id })).toMatchObject({ code: 'bad_request' });
});

test('a dismissed prompt is not an answer: nothing is allowed or denied', async () => {
  const { call, store, id, answer } = await setUpPrompt();
  expect(await call('approvals.dismiss', { id })).toEqual(DONE);
  expect(await answer).toMatchObject({ type: 'error', code: 'not_approved' });
  expect(await store.denials.list()).toEqual([]);
  expect(await call('approvals.dismiss', { id })).toEqual(DONE);
});

test('the window of a prompt learns that it has ended', async () => {
  const { call, id } = await setUpPrompt();
  const ended = call('approvals.ended', { id });
  await call('approvals.deny', { id });
  expect(await ended).toEqual(DONE);
});

test('the settings change, disable and revoke a grant, and can allow without a prompt', async () => {
  const { call, store, pair, clock } = setUpCalls();
  await pair();
  expect(await call('grants.allow', { caller: EXTENSION.id, ...TERMS })).toEqual(DONE);
  const [{ id } = { id: '' }] = await store.grants.forCaller(EXTENSION.id);
  clock.now += 1;
  expect(await call('grants.change', { id, scopes: ['read'], models: ['a'], duration: 'keep' })).toEqual(
    DONE,
  );
  const before = clock.now - 1 + HOURS_12;
  expect(await store.grants.byId(id)).toMatchObject({ scopes: ['read'], models: ['a'], expiresAt: before });
  expect(await call('grants.setDisabled', { id, disabled: true })).toEqual(DONE);
  expect(await store.grants.byId(id)).toMatchObject({ disabledAt: clock.now });
  expect(await call('grants.revoke', { id })).toEqual(DONE);
  expect(await store.grants.byId(id)).toMatchObject({ revokedAt: clock.now });
});

test('owner keys, unknown grants and the scope "admin" cannot be changed from the settings', async () => {
  const { call, pair } = setUpCalls();
  const { id: owner } = await pair();
  for (const id of [owner, 'unknown']) {
    expect(await call('grants.change', { id, ...TERMS })).toMatchObject({ code: 'bad_request' });
    expect(await call('grants.setDisabled', { id, disabled: true })).toMatchObject({ code: 'bad_request' });
  }
  const admin = { caller: EXTENSION.id, ...TERMS, scopes: ['admin'] };
  expect(await call('grants.change', { id: owner, ...admin })).toMatchObject({ code: 'bad_request' });
});

test('undoing a denial or a dismissal lets the extension ask again', async () => {
  const { call, context, store, ask, id } = await setUpPrompt();
  await call('approvals.deny', { id });
  expect(await call('denials.remove', { caller: EXTENSION.id })).toEqual(DONE);
  await store.dismissals.note(EXTENSION.id, 1);
  expect(await call('dismissals.list')).toMatchObject({ value: [{ caller: EXTENSION.id }] });
  expect(await call('dismissals.remove', { caller: EXTENSION.id })).toEqual(DONE);
  expect(await store.dismissals.list()).toEqual([]);
  const { opened } = ask();
  await expect.poll(opened).toBeDefined();
  expect(context.approvals.list()).toMatchObject([{ caller: EXTENSION.id }]);
});
