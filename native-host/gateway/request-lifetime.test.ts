import { expect, test } from 'vitest';
import { createLifetime, guarded } from './request-lifetime.ts';

const recordingSink = () => {
  const calls: string[] = [];
  const sink = {
    head: (status: number) => void calls.push(`head ${status}`),
    data: (chunk: Buffer) => void calls.push(`data ${chunk}`),
    end: () => void calls.push('end'),
    fail: (failure: string, drop?: boolean) => void calls.push(`fail ${failure} ${drop}`),
  };
  return { calls, sink };
};

test('what a request holds is released once, in reverse order', () => {
  const lifetime = createLifetime();
  const released: string[] = [];
  lifetime.onEnd((how) => void released.push(`first ${how}`));
  lifetime.onEnd((how) => void released.push(`second ${how}`));
  expect([lifetime.over, lifetime.end('failed'), lifetime.over]).toEqual([false, true, true]);
  expect([lifetime.end('complete'), lifetime.abort('gone')]).toEqual([false, false]);
  expect(released).toEqual(['second failed', 'first failed']);
});

test('what is registered after the end is released at once', () => {
  const lifetime = createLifetime();
  lifetime.abort(new Error('gone'));
  const released: string[] = [];
  lifetime.onEnd((how) => void released.push(how));
  expect(released).toEqual(['aborted']);
});

test('the signal reports only that the client has gone, also after the end', () => {
  const lifetime = createLifetime();
  lifetime.end('complete');
  expect(lifetime.signal.aborted).toBe(false);
  lifetime.abort('gone');
  expect([lifetime.signal.aborted, lifetime.signal.reason]).toEqual([true, 'gone']);
});

test('a disposer may end the request', () => {
  const lifetime = createLifetime();
  const released: string[] = [];
  lifetime.onEnd((how) => void released.push(how));
  lifetime.onEnd(() => void lifetime.end('failed'));
  lifetime.end('complete');
  expect(released).toEqual(['complete']);
});

test('a guarded sink receives one end, and nothing after it', () => {
  const { calls, sink } = recordingSink();
  const lifetime = createLifetime();
  const guard = guarded(sink, lifetime);
  guard.head(200, 'OK', []);
  guard.data(Buffer.from('a'));
  guard.fail('broken', true);
  guard.data(Buffer.from('late'));
  guard.head(500, '', []);
  guard.end();
  guard.fail('again');
  expect(calls).toEqual(['head 200', 'data a', 'fail broken true']);
  expect(lifetime.over).toBe(true);
});

test('a guarded sink receives nothing once the client has gone', () => {
  const { calls, sink } = recordingSink();
  const lifetime = createLifetime();
  const guard = guarded(sink, lifetime);
  lifetime.abort('gone');
  guard.head(200, 'OK', []);
  guard.end();
  expect(calls).toEqual([]);
});
