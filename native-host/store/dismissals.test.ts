import { expect, test } from 'vitest';
import { QUIET_MS } from '../approvals/may-ask.ts';
import { temporaryStore } from './testing/temporary-store.ts';

test('windows that are closed in a row are counted; one of long ago begins anew', () => {
  const clock = { now: 1000 };
  const { dismissals } = temporaryStore(clock);
  dismissals.note('one');
  clock.now += QUIET_MS - 1;
  dismissals.note('one');
  expect(dismissals.get('one')).toMatchObject({ caller: 'one', dismissedAt: clock.now, times: 2 });
  clock.now += QUIET_MS;
  dismissals.note('one');
  expect(dismissals.list()).toEqual([{ caller: 'one', dismissedAt: clock.now, times: 1 }]);
});

test('what is forgotten is gone, and each extension is for itself', () => {
  const { dismissals } = temporaryStore();
  dismissals.note('one');
  dismissals.note('two');
  dismissals.forget('one');
  expect([dismissals.get('one'), dismissals.get('two')?.times]).toEqual([undefined, 1]);
});
