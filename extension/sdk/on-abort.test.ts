import { expect, test } from 'vitest';
import { onAbort } from './on-abort.ts';

const listen = (signal: AbortSignal | undefined, until?: AbortSignal) => {
  const reasons: unknown[] = [];
  onAbort(signal, (reason) => reasons.push(reason), until);
  return reasons;
};

test('the reason is passed on when the signal is aborted', () => {
  const controller = new AbortController();
  const reasons = listen(controller.signal);
  expect(reasons).toEqual([]);
  controller.abort('enough');
  expect(reasons).toEqual(['enough']);
});

test('a signal that is aborted already calls back at once', () => {
  expect(listen(AbortSignal.abort('enough'))).toEqual(['enough']);
});

test('it no longer listens once `until` is aborted', () => {
  const [controller, until] = [new AbortController(), new AbortController()];
  const reasons = listen(controller.signal, until.signal);
  until.abort();
  controller.abort('enough');
  expect(reasons).toEqual([]);
});

test('without a signal nothing is called', () => {
  expect(listen(undefined)).toEqual([]);
});
