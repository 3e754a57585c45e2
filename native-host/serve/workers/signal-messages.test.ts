import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { RELOAD, STOP } from './messages.ts';
import { createSignalMessages } from './signal-messages.ts';

const setUp = () => {
  const inbox = new EventEmitter();
  return { inbox, signals: createSignalMessages(inbox) };
};

test('each message is passed on in place of its signal, until nothing listens', () => {
  const { inbox, signals } = setUp();
  const [stop, interrupt, reload] = [vi.fn(), vi.fn(), vi.fn()];
  signals.on('SIGTERM', stop);
  signals.on('SIGINT', interrupt);
  signals.on('SIGHUP', reload);
  for (const message of ['other', STOP, STOP, RELOAD, 'constructor']) inbox.emit('message', message);
  signals.off('SIGTERM', stop);
  inbox.emit('message', STOP);
  expect([stop, interrupt, reload].map(({ mock }) => mock.calls.length)).toEqual([2, 0, 1]);
});

test.each([
  [STOP, 'SIGTERM'],
  [RELOAD, 'SIGHUP'],
] as const)(
  'a message %s during the start of a worker counts once it has started',
  async (message, signal) => {
    const { inbox, signals } = setUp();
    const listener = vi.fn();
    inbox.emit('message', message);
    inbox.emit('message', message);
    signals.on(signal, listener);
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(1);
  },
);
