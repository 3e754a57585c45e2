import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PendingApproval } from '../../shared/protocol/calls.ts';
import { ABANDONED_MS, createApprovals } from './approvals.ts';
import { CALLER_DISCONNECTED, type PromptRequest } from './prompt.ts';
import { MAX_SHOWN } from './prompt-queue.ts';

const REQUEST: PromptRequest = { scopes: ['read'], models: null, reason: null, current: null };
const ASKED = { scopes: ['read'], models: null };
const { signal: NEVER } = new AbortController();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = () => {
  const shown: PendingApproval[] = [];
  let count = 0;
  const newId = () => {
    count += 1;
    return `q${count}`;
  };
  const approvals = createApprovals({ now: () => 5, newId, show: (pending) => shown.push(pending) });
  return { approvals, shown };
};

test('a prompt is shown with the request', () => {
  const { approvals, shown } = open();
  void approvals.ask('one', { ...REQUEST, reason: 'Why not?' }, NEVER);
  expect(shown).toEqual([{ id: 'q1', caller: 'one', ...REQUEST, reason: 'Why not?', askedAt: 5 }]);
});

test('requests of the same caller join its prompt and get its answer', async () => {
  const { approvals, shown } = open();
  const more: PromptRequest = { ...REQUEST, scopes: ['manage'] };
  const answers = [approvals.ask('one', REQUEST, NEVER), approvals.ask('one', more, NEVER)];
  approvals.answer('q1', 'allowed');
  const outcome = { answer: 'allowed', asked: ASKED };
  expect([await Promise.all(answers), shown.length]).toEqual([[outcome, outcome], 1]);
});

test('each caller has its own prompt', async () => {
  const { approvals } = open();
  const one = approvals.ask('one', REQUEST, NEVER);
  const two = approvals.ask('two', REQUEST, NEVER);
  approvals.answer('q2', 'denied');
  approvals.answer('q1', 'dismissed');
  expect(await Promise.all([one, two])).toMatchObject([{ answer: 'dismissed' }, { answer: 'denied' }]);
});

test('a prompt closes with its answer, and the next request opens another', async () => {
  const { approvals, shown } = open();
  const first = approvals.ask('one', REQUEST, NEVER);
  approvals.answer('q1', 'dismissed');
  await first;
  void approvals.ask('one', REQUEST, NEVER);
  expect([approvals.find('q1'), shown.length, approvals.list()]).toEqual([undefined, 2, [shown[1]]]);
});

test('an answer to an unknown prompt is ignored', () => {
  expect(() => open().approvals.answer('q9', 'allowed')).not.toThrow();
});

test('an aborted request rejects with its reason, and others keep waiting', async () => {
  const { approvals } = open();
  const controller = new AbortController();
  const gone = approvals.ask('one', REQUEST, controller.signal);
  const patient = approvals.ask('one', REQUEST, NEVER);
  controller.abort(new Error('enough'));
  await expect(gone).rejects.toThrow('enough');
  approvals.answer('q1', 'allowed');
  expect(await patient).toMatchObject({ answer: 'allowed' });
});

test('a request that is already aborted opens no prompt', async () => {
  const { approvals, shown } = open();
  await expect(approvals.ask('one', REQUEST, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
    'enough',
  );
  expect(shown).toEqual([]);
});

test('prompts beyond the maximum are queued in order', () => {
  const { approvals, shown } = open();
  for (let at = 0; at < MAX_SHOWN + 2; at += 1) void approvals.ask(`extension ${at}`, REQUEST, NEVER);
  expect(shown.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3']);
  approvals.answer('q2', 'dismissed');
  expect(shown.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3', 'q4']);
});

test('a prompt closes when all its requests are cancelled, and the next one is shown', async () => {
  const { approvals, shown } = open();
  const controllers = Array.from({ length: MAX_SHOWN }, () => new AbortController());
  for (const [at, { signal }] of controllers.entries()) {
    approvals.ask(`extension ${at}`, REQUEST, signal).catch(() => {});
  }
  void approvals.ask('patient', REQUEST, NEVER);
  const closed = approvals.ended('q1', NEVER);
  controllers[0]?.abort();
  await closed;
  expect([approvals.find('q1'), shown.at(-1)?.caller]).toEqual([undefined, 'patient']);
});

test('a prompt stays open when its caller disconnects, as a popup does when the window opens', async () => {
  const { approvals } = open();
  const popup = new AbortController();
  approvals.ask('one', REQUEST, popup.signal).catch(() => {});
  const closed = approvals.ended('q1', NEVER);
  popup.abort(CALLER_DISCONNECTED);
  await vi.advanceTimersByTimeAsync(ABANDONED_MS - 1);
  expect(approvals.find('q1')).toBeDefined();
  const again = approvals.ask('one', REQUEST, NEVER);
  await vi.advanceTimersByTimeAsync(2 * ABANDONED_MS);
  approvals.answer('q1', 'allowed');
  await closed;
  expect(await again).toMatchObject({ answer: 'allowed' });
});

test('an abandoned prompt is closed after its time', async () => {
  const { approvals } = open();
  const popup = new AbortController();
  approvals.ask('one', REQUEST, popup.signal).catch(() => {});
  popup.abort(CALLER_DISCONNECTED);
  await vi.advanceTimersByTimeAsync(ABANDONED_MS);
  expect(approvals.list()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('watching an unknown prompt resolves at once, and can be aborted otherwise', async () => {
  const { approvals } = open();
  await approvals.ended('q9', NEVER);
  void approvals.ask('one', REQUEST, NEVER);
  const controller = new AbortController();
  const watching = approvals.ended('q1', controller.signal);
  controller.abort(new Error('enough'));
  await expect(watching).rejects.toThrow('enough');
});

test('a prompt that was answered in the meantime is not shown', async () => {
  const { approvals, shown } = open();
  const found = Promise.withResolvers<'allowed' | undefined>();
  const first = approvals.ask('one', REQUEST, NEVER, () => found.promise);
  const second = approvals.ask('one', REQUEST, NEVER, () => Promise.reject(new Error('not asked twice')));
  expect([shown, approvals.list()]).toEqual([[], []]);
  found.resolve('allowed');
  const outcome = { answer: 'allowed', asked: ASKED };
  expect(await Promise.all([first, second])).toEqual([outcome, outcome]);
  expect(shown).toEqual([]);
});

test.each([
  ['there is no answer', () => Promise.resolve(undefined)],
  ['the store fails', () => Promise.reject(new Error('no store'))],
])('a prompt is shown if %s', async (_, answered) => {
  const { approvals, shown } = open();
  const outcome = approvals.ask('one', REQUEST, NEVER, answered);
  await vi.waitUntil(() => shown.length === 1);
  approvals.answer('q1', 'denied');
  expect(await outcome).toEqual({ answer: 'denied', asked: ASKED });
});

test('a request that is aborted during the check opens no prompt', async () => {
  const { approvals, shown } = open();
  const found = Promise.withResolvers<undefined>();
  const controller = new AbortController();
  const outcome = approvals.ask('one', REQUEST, controller.signal, () => found.promise);
  controller.abort(new Error('enough'));
  await expect(outcome).rejects.toThrow('enough');
  found.resolve(undefined);
  await found.promise;
  await null;
  expect(shown).toEqual([]);
});
