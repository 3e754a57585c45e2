import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { untilSignal } from './until-signal.ts';

test('the first signal waits for running requests, the second ends them, and no listener is left', async () => {
  const process = new EventEmitter();
  const { promise, resolve } = Promise.withResolvers<void>();
  const server = { close: vi.fn(() => promise), destroy: vi.fn(() => resolve()) };
  const ended = untilSignal(process as never, server, () => {});
  process.emit('SIGTERM');
  expect([server.close.mock.calls.length, server.destroy.mock.calls.length]).toEqual([1, 0]);
  process.emit('SIGINT');
  expect([server.close.mock.calls.length, server.destroy.mock.calls.length]).toEqual([1, 1]);
  await ended;
  expect(process.eventNames()).toEqual([]);
});
