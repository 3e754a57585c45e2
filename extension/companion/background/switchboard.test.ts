import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HEARTBEAT_MS, QUIET_MS } from '../../../shared/protocol/limits.ts';
import { createSwitchboard } from './switchboard.ts';

/** One end of a runtime port, driven by the test. */
const fakePort = (id = 'abcdefghijklmnopabcdefghijklmnop') => {
  const listeners = { message: [] as ((message: unknown) => void)[], disconnect: [] as (() => void)[] };
  const sent: unknown[] = [];
  return {
    sent,
    port: {
      sender: { id, url: `chrome-extension://${id}/page.html` },
      postMessage: (message: unknown) => void sent.push(message),
      disconnect: vi.fn(),
      onMessage: { addListener: (listener: (message: unknown) => void) => listeners.message.push(listener) },
      onDisconnect: { addListener: (listener: () => void) => listeners.disconnect.push(listener) },
    },
    receive: (message: unknown) => listeners.message.forEach((listener) => void listener(message)),
    drop: () => listeners.disconnect.forEach((listener) => void listener()),
  };
};

const natives: ReturnType<typeof fakePort>[] = [];

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'mnfeofnfmoipoajggfpebfdmidbobjna',
      connectNative: () => {
        const native = fakePort();
        natives.push(native);
        return native.port;
      },
    },
  },
}));

const connected = async () => {
  const onApproval = vi.fn();
  const board = createSwitchboard({ readToken: async () => 'the token', onApproval });
  const client = fakePort();
  board.connect(client.port as never);
  client.receive({ type: 'hello' });
  await vi.advanceTimersByTimeAsync(0);
  return { client, onApproval, native: natives.at(-1) as ReturnType<typeof fakePort> };
};

beforeEach(() => {
  natives.length = 0;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test('the host is told whose a channel is, in the browser’s words, before its first message', async () => {
  const { native } = await connected();
  const caller = { id: 'abcdefghijklmnopabcdefghijklmnop', page: true, own: false };
  expect(native.sent).toMatchObject([
    { type: 'hello', token: 'the token' },
    { type: 'open', channel: 1, caller },
    { channel: 1, message: { type: 'hello' } },
  ]);
});

test('a client is pinged while it waits, and only then', async () => {
  const { client, native } = await connected();
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
  expect(client.sent).toEqual([{ type: 'ping' }, { type: 'ping' }]);
  native.receive({ channel: 1, message: { type: 'end', id: 1 } });
  await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
  expect(client.sent).toEqual([{ type: 'ping' }, { type: 'ping' }, { type: 'end', id: 1 }]);
});

test('a quiet host is closed after its time, and the client is told without a problem', async () => {
  const { client, native } = await connected();
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(native.port.disconnect).toHaveBeenCalledOnce();
  expect(client.sent).toEqual([{ type: 'closed', problem: undefined }]);
});

test('the quiet minute counts from the end of an answer', async () => {
  const { client, native } = await connected();
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
  native.receive({ channel: 1, message: { type: 'end', id: 1 } });
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
  expect(native.port.disconnect).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(native.port.disconnect).toHaveBeenCalledOnce();
});

test('a host with a request in flight is not closed for quiet', async () => {
  const { client, native } = await connected();
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(3 * QUIET_MS);
  expect(native.port.disconnect).not.toHaveBeenCalled();
});

test('a client that leaves has its channel closed in the host', async () => {
  const { client, native } = await connected();
  client.drop();
  expect(native.sent.at(-1)).toEqual({ type: 'close', channel: 1 });
});

test('a lost host ends every channel with the reason', async () => {
  const { client, native } = await connected();
  native.receive({ type: 'welcome' });
  native.drop();
  expect(client.sent).toMatchObject([{ type: 'closed', problem: { code: 'interrupted' } }]);
});

test('a question of the host is shown', async () => {
  const { native, onApproval } = await connected();
  native.receive({ type: 'notice', name: 'approval', value: { id: 'q' } });
  expect(onApproval).toHaveBeenCalledWith({ id: 'q' });
});
