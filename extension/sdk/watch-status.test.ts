import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TurnkeyStatus } from '../../shared/protocol/status.ts';
import { type Hints, watchStatus } from './watch-status.ts';

const UNKNOWN = { state: 'unknown' } as const;
const status = (ready: boolean, name = ''): TurnkeyStatus => ({
  ready,
  companion: { state: 'ready', version: name },
  host: UNKNOWN,
  access: UNKNOWN,
  ollama: UNKNOWN,
  grant: null,
  fallback: false,
});

let now = status(true);
let looks = 0;
let reported: TurnkeyStatus[] = [];
let hints: Hints = new Set();

const watch = (signal?: AbortSignal) =>
  watchStatus(
    async () => {
      looks += 1;
      return now;
    },
    (each) => reported.push(each),
    hints,
    signal,
  );

const hint = (good?: boolean) => {
  for (const each of hints) each(good);
};
/** Lets pending work finish without advancing the clock. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  [now, looks, reported, hints] = [status(true), 0, [], new Set()];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Sets the globals of a page: a document, and a window with events. */
const stubPage = () => {
  const page = { hidden: false };
  const window = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
  return { page, window };
};

test('the listener gets the status, and each change', async () => {
  watch();
  await settle();
  hint();
  await settle();
  now = status(false);
  hint();
  await settle();
  expect([reported, looks]).toEqual([[status(true), status(false)], 3]);
});

test('a success while ready does not read the status, a failure does', async () => {
  watch();
  await settle();
  hint(true);
  await settle();
  expect(looks).toBe(1);
  hint(false);
  await settle();
  expect(looks).toBe(2);
});

test('hints during a read cause one more read, not a concurrent one', async () => {
  watch();
  hint();
  hint();
  await settle();
  expect(looks).toBe(2);
});

test('a visible page polls only while something is missing', async () => {
  stubPage();
  now = status(false);
  watch();
  await vi.advanceTimersByTimeAsync(7000);
  expect(looks).toBe(3);
  now = status(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([looks, reported.length]).toEqual([4, 2]);
});

test('a hidden page reads the status when it becomes visible', async () => {
  const { page, window } = stubPage();
  now = status(false);
  page.hidden = true;
  watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(1);
  page.hidden = false;
  window.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(looks).toBe(2);
});

test('a background does not poll', async () => {
  now = status(false);
  watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(1);
});

test('no listener or timer is left after a stop, by the function or the signal', async () => {
  const { window } = stubPage();
  const controller = new AbortController();
  now = status(false);
  const stop = watch();
  watch(controller.signal);
  await settle();
  stop();
  controller.abort();
  window.dispatchEvent(new Event('focus'));
  expect([hints.size, vi.getTimerCount(), looks]).toEqual([0, 0, 2]);
});

test('a status that arrives after the stop is not reported', async () => {
  watch()();
  await settle();
  expect(reported).toEqual([]);
});

test('with an aborted signal the status is not read', async () => {
  watch(AbortSignal.abort());
  await settle();
  expect([looks, hints.size]).toEqual([0, 0]);
});
