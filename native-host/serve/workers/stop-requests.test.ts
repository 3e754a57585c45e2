import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { STOP } from './messages.ts';
import { createStopRequests } from './stop-requests.ts';

const setUp = () => {
  const inbox = new EventEmitter();
  let stops = 0;
  const stop = () => {
    stops += 1;
  };
  return { inbox, requests: createStopRequests(inbox), stop, stops: () => stops };
};

test('each request to stop is passed on, until nothing listens', () => {
  const { inbox, requests, stop, stops } = setUp();
  requests.on('SIGINT', stop);
  requests.on('SIGTERM', stop);
  inbox.emit('message', 'other');
  expect(stops()).toBe(0);
  inbox.emit('message', STOP);
  inbox.emit('message', STOP);
  expect(stops()).toBe(2);
  requests.off('SIGTERM', stop);
  inbox.emit('message', STOP);
  expect(stops()).toBe(2);
});

test('a request during the start of a worker stops it once it has started', async () => {
  const { inbox, requests, stop, stops } = setUp();
  inbox.emit('message', STOP);
  requests.on('SIGTERM', stop);
  await Promise.resolve();
  expect(stops()).toBe(1);
});
