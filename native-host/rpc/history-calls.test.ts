import { expect, test } from 'vitest';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const ALLOW = { caller: EXTENSION.id, scopes: ['read'], models: null, duration: 'once' } as const;

test('the history of a permission has what was done to it, newest first, and the names it was given', async () => {
  const { call, pair, store } = setUpCalls();
  await pair();
  await call('grants.allow', ALLOW);
  const [{ id } = { id: '' }] = await store.grants.forCaller(EXTENSION.id);
  await call('grants.rename', { id, name: 'Notes' });
  await call('grants.setDisabled', { id, disabled: true });
  expect(await call('grants.history', { id })).toMatchObject({
    value: [{ act: 'disabled' }, { act: 'renamed', name: 'Notes' }, { act: 'allowed' }],
  });
  for (let round = 0; round < 30; round += 1) {
    await call('grants.rename', { id, name: `Notes ${round}` });
    await call('grants.setDisabled', { id, disabled: round % 2 > 0 });
  }
  expect(await call('grants.history', { id })).toMatchObject({ value: { length: 50 } });
  expect(await call('grants.history', { id: 'unknown' })).toMatchObject({ code: 'bad_request' });
});

test('a blocked extension has the name that it claims, or claimed when it was denied', async () => {
  const { call, context, pair, store } = setUpCalls();
  await pair();
  await store.denials.add('old');
  await store.audit.add({ at: 1, act: 'denied', subject: 'old', detail: 'Old\nNotes' });
  await store.denials.add('nameless');
  await store.audit.add({ at: 1, act: 'denied', subject: 'nameless' });
  await store.dismissals.note(EXTENSION.id, 1);
  context.claims.setName(EXTENSION.id, 'Notes');
  expect(await call('refusals.names')).toEqual({
    type: 'result',
    value: { old: 'Old Notes', [EXTENSION.id]: 'Notes' },
  });
});
