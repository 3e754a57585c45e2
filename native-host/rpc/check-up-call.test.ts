import { expect, test } from 'vitest';
import type { CheckUp } from '../../shared/protocol/check-up.ts';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const CHECK_UP: CheckUp = {
  schema: 1,
  checks: [{ id: 'app.start', group: 'app', state: 'ok', title: 'The Turnkey app starts' }],
};

/** Counts the runs, each of which ends when `finish` is called. */
const setUp = () => {
  const calls = setUpCalls();
  const runs: PromiseWithResolvers<CheckUp>[] = [];
  const context = Object.assign(calls.context, {
    checkUp: () => {
      const run = Promise.withResolvers<CheckUp>();
      runs.push(run);
      return run.promise;
    },
  });
  return { ...calls, context, runs };
};

test('the companion may check the installation before it is paired; other extensions may not', async () => {
  const { call, runs } = setUp();
  const answer = call('checkup.run');
  runs[0]?.resolve(CHECK_UP);
  expect(await answer).toEqual({ type: 'result', value: CHECK_UP });
  expect(await call('checkup.run', undefined, EXTENSION)).toMatchObject({ code: 'operation_unknown' });
});

test('concurrent calls share one run, and the next call starts another', async () => {
  const { call, runs } = setUp();
  const both = [call('checkup.run'), call('checkup.run')];
  expect(runs).toHaveLength(1);
  runs[0]?.resolve(CHECK_UP);
  await Promise.all(both);
  const third = call('checkup.run');
  expect(runs).toHaveLength(2);
  runs[1]?.reject(new Error('broken'));
  expect(await third).toMatchObject({ type: 'error', code: 'internal' });
});
