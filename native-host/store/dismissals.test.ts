import { expect, test } from 'vitest';
import { QUIET_MS } from '../approvals/may-ask.ts';
import { temporaryStore } from './testing/temporary-store.ts';

test('windows that are closed in a row are counted; one of long ago begins anew', async () => {
  const clock = { now: 1000 };
  const { dismissals } = temporaryStore(clock);
  await dismissals.note('one');
  clock.now += QUIET_MS - 1;
  await dismissals.note('one');
  expect(await dismissals.get('one')).toMatchObject({ caller: 'one', dismissedAt: clock.now, times: 2 });
  clock.now += QUIET_MS;
  await dismissals.note('one');
  expect(await dismissals.list()).toEqual([{ caller: 'one', dismissedAt: clock.now, times: 1 }]);
});

test('what is forgotten is gone, and each extension is for itself', async () => {
  const { dismissals } = temporaryStore();
  await dismissals.note('one');
  await dismissals.note('two');
  await dismissals.forget('one');
  expect([await dismissals.get('one'), (await dismissals.get('two'))?.times]).toEqual([undefined, 1]);
});
