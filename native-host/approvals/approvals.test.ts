import { expect, test } from 'vitest';
import type { PendingApproval } from '../../shared/protocol/calls.ts';
import { createApprovals, type Wanted } from './approvals.ts';

const WANTED: Wanted = { scopes: ['read'], models: null, reason: null };
const { signal: NEVER } = new AbortController();

const open = () => {
  const shown: PendingApproval[] = [];
  const approvals = createApprovals({
    now: () => 5,
    newId: () => `q${shown.length + 1}`,
    show: (pending) => shown.push(pending),
  });
  return { approvals, shown };
};

test('a question is shown as it was asked', () => {
  const { approvals, shown } = open();
  void approvals.ask('one', { ...WANTED, reason: 'Why not?' }, NEVER);
  expect(shown).toEqual([
    { id: 'q1', caller: 'one', scopes: ['read'], models: null, reason: 'Why not?', askedAt: 5 },
  ]);
});

test('whoever asks for the same caller waits for the same answer', async () => {
  const { approvals, shown } = open();
  const answers = [approvals.ask('one', WANTED, NEVER), approvals.ask('one', WANTED, NEVER)];
  approvals.answer('q1', 'allowed');
  expect([await Promise.all(answers), shown.length]).toEqual([['allowed', 'allowed'], 1]);
});

test('another caller has a question of its own', async () => {
  const { approvals } = open();
  const one = approvals.ask('one', WANTED, NEVER);
  const two = approvals.ask('two', WANTED, NEVER);
  approvals.answer('q2', 'denied');
  approvals.answer('q1', 'dismissed');
  expect(await Promise.all([one, two])).toEqual(['dismissed', 'denied']);
});

test('an answered question is gone, and the next one is new', async () => {
  const { approvals, shown } = open();
  const first = approvals.ask('one', WANTED, NEVER);
  approvals.answer('q1', 'dismissed');
  await first;
  void approvals.ask('one', WANTED, NEVER);
  expect([approvals.find('q1'), shown.length, approvals.list()]).toEqual([undefined, 2, [shown[1]]]);
});

test('an answer to no question is not minded', () => {
  expect(() => open().approvals.answer('q9', 'allowed')).not.toThrow();
});

test('who stops waiting is told why, and the others go on waiting', async () => {
  const { approvals } = open();
  const controller = new AbortController();
  const gone = approvals.ask('one', WANTED, controller.signal);
  const patient = approvals.ask('one', WANTED, NEVER);
  controller.abort(new Error('enough'));
  await expect(gone).rejects.toThrow('enough');
  approvals.answer('q1', 'allowed');
  expect(await patient).toBe('allowed');
});

test('who has stopped already asks nothing', async () => {
  const { approvals, shown } = open();
  await expect(approvals.ask('one', WANTED, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
    'enough',
  );
  expect(shown).toEqual([]);
});
