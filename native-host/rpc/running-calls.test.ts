import { expect, test } from 'vitest';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const CALLS = [
  ['overview', {}],
  ['running.list', undefined],
  ['running.stop', { id: 1 }],
  ['pause.set', { paused: true }],
] as const;

test.each(CALLS)('an extension cannot call %s', async (name, params) => {
  const { call, pair } = setUpCalls();
  await pair();
  expect(await call(name, params, EXTENSION)).toMatchObject({ type: 'error', code: 'operation_unknown' });
});

test.each(CALLS.slice(1))('without pairing, the companion cannot call %s', async (name, params) => {
  expect(await setUpCalls().call(name, params)).toMatchObject({ code: 'no_key' });
});

test('the overview says whether the companion is paired, and whether extensions are paused', async () => {
  const { call, pair } = setUpCalls();
  const nothing = { waiting: 0, running: 0, paused: false, paired: false, unreachable: false };
  expect(await call('overview', {})).toEqual({ type: 'result', value: nothing });
  await pair();
  await call('pause.set', { paused: true });
  expect(await call('overview', { seen: nothing })).toMatchObject({ value: { paired: true, paused: true } });
});

test('pausing and resuming are audited once each', async () => {
  const { call, pair, store } = setUpCalls();
  await pair();
  for (const paused of [true, true, false, false]) await call('pause.set', { paused });
  const acts = (await store.audit.list()).map(({ act, subject }) => `${act} ${subject}`);
  expect(acts.slice(-2)).toEqual(['paused extensions', 'resumed extensions']);
  expect(acts.filter((act) => act.includes('extensions'))).toHaveLength(2);
});

test('while extensions are paused, none can ask the user', async () => {
  const { call, pair, ask, context } = setUpCalls();
  await pair();
  await call('pause.set', { paused: true });
  const { answer } = ask();
  expect(await answer).toMatchObject({ type: 'error', code: 'paused' });
  expect(context.approvals.list()).toEqual([]);
  expect(await call('status', undefined, EXTENSION)).toMatchObject({
    value: { access: { state: 'problem', problem: { code: 'paused' } } },
  });
});
