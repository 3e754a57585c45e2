import { expect, test } from 'vitest';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const caller = EXTENSION.id;

test('a prompt that the user closed opens again with the same terms, and its answer counts', async () => {
  const { call, context, pair, ask, store } = setUpCalls();
  await pair();
  const { answer, opened } = ask(['read', 'web']);
  await expect.poll(opened).toBeDefined();
  await call('approvals.dismiss', { id: opened() ?? '' });
  expect(await answer).toMatchObject({ code: 'not_approved' });
  await call('approvals.again', { caller });
  const [prompt] = context.approvals.list();
  expect(prompt).toMatchObject({ caller, scopes: ['read', 'web'], reason: null });
  expect(await store.dismissals.list()).toEqual([]);
  await call('approvals.again', { caller });
  expect(context.approvals.list()).toHaveLength(1);
  const terms = { scopes: ['read'], models: null, duration: 'always' };
  expect(await call('approvals.allow', { id: prompt?.id ?? '', ...terms })).toMatchObject({ type: 'result' });
  expect(await store.grants.forCaller(caller)).toMatchObject([{ scopes: ['read'] }]);
});

test('after a restart, the prompt asks for the default, and for more than the extension has', async () => {
  const { call, context, pair } = setUpCalls();
  await pair();
  const terms = { scopes: ['read'], models: null, duration: 'always' } as const;
  await call('grants.allow', { caller, ...terms });
  await call('approvals.again', { caller });
  expect(context.approvals.list()).toMatchObject([
    { caller, scopes: ['read', 'infer', 'embed'], models: null, current: { scopes: ['read'] } },
  ]);
});

test('an extension cannot open a prompt in this way', async () => {
  const { call, pair } = setUpCalls();
  await pair();
  expect(await call('approvals.again', { caller }, EXTENSION)).toMatchObject({ code: 'operation_unknown' });
});
