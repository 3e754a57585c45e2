import { expect, test } from 'vitest';
import type { Relay, UpstreamRequest } from './relay.ts';
import { createSwitchedRelay } from './switched-relay.ts';

const REQUEST: UpstreamRequest = { method: 'GET', path: '/', headers: {}, body: null };
const SINK = { head: () => {}, data: () => {}, end: () => {}, fail: () => {} };

const setUp = () => {
  const events: string[] = [];
  let opened = 0;
  const open = (base: string): Relay => {
    opened += 1;
    const name = `${base}#${opened}`;
    return {
      send: () => {
        events.push(`send ${name}`);
        return { abort: () => void events.push(`abort ${name}`), pause: () => {}, resume: () => {} };
      },
      close: () => void events.push(`close ${name}`),
    };
  };
  return { events, relay: createSwitchedRelay('one', open) };
};

test('later requests go to the new address, and a running one stays where it began', () => {
  const { events, relay } = setUp();
  const running = relay.send(REQUEST, SINK);
  relay.use('two');
  relay.send(REQUEST, SINK);
  running.abort();
  expect(relay.base).toBe('two');
  expect(events).toEqual(['send one#1', 'send two#2', 'abort one#1']);
});

test('the same address again opens a new relay, and closing closes all', () => {
  const { events, relay } = setUp();
  relay.use('one');
  relay.send(REQUEST, SINK);
  relay.close();
  expect(events).toEqual(['send one#2', 'close one#1', 'close one#2']);
});
