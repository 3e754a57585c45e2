import { expect, test, vi } from 'vitest';
import type { Overview } from '../../../shared/protocol/overview.ts';
import { createOverviewWatch } from './overview-watch.ts';
import { createOwnCalls } from './own-calls.ts';

const OVERVIEW: Overview = { waiting: 0, running: 0, paused: false, paired: true, unreachable: false };

/** Lets what was answered be handled. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const setUp = () => {
  const post = vi.fn();
  const calls = createOwnCalls(post);
  return { post, calls, sent: () => post.mock.calls.map(([message]) => message) };
};

test('a call resolves with its own result, and rejects with its own error', async () => {
  const { calls, sent } = setUp();
  const [one, other] = [calls.ask('running.list'), calls.ask('pause.set', { paused: true })];
  expect(sent()).toEqual([
    { type: 'call', id: 1, name: 'running.list' },
    { type: 'call', id: 2, name: 'pause.set', params: { paused: true } },
  ]);
  calls.receive({ type: 'error', id: 2, code: 'no_key', message: 'Not paired.' });
  calls.receive({ type: 'result', id: 1, value: [] });
  expect(await one).toEqual([]);
  await expect(other).rejects.toThrow('Not paired.');
});

test('calls that are not answered reject when the line ends', async () => {
  const { calls } = setUp();
  const asked = calls.ask('running.list');
  calls.end();
  await expect(asked).rejects.toThrow();
  calls.receive({ type: 'result', id: 1, value: [] });
});

test('the watch asks for the next state after each one, and an older one is dropped after a restart', async () => {
  const { calls, sent } = setUp();
  const seen = vi.fn();
  const watch = createOverviewWatch(calls.ask, seen);
  watch.start();
  calls.receive({ type: 'result', id: 1, value: OVERVIEW });
  await settle();
  expect(sent().at(-1)).toMatchObject({ name: 'overview', params: { seen: OVERVIEW } });
  watch.start();
  calls.receive({ type: 'result', id: 2, value: { ...OVERVIEW, running: 9 } });
  calls.receive({ type: 'result', id: 3, value: { ...OVERVIEW, running: 1 } });
  await settle();
  expect(seen.mock.calls.map(([{ running }]) => running)).toEqual([0, 1]);
});

test('the watch of a host without the call ends', async () => {
  const { calls, sent } = setUp();
  createOverviewWatch(calls.ask, vi.fn()).start();
  calls.receive({ type: 'error', id: 1, code: 'operation_unknown', message: 'No such call exists.' });
  await settle();
  expect(sent()).toHaveLength(1);
});
