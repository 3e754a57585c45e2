import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  CALLER_LIMITS,
  HEARTBEAT_MS,
  HOST_IDLE_MS,
  MAX_CLIENT_MESSAGE,
  RECONNECT_MS,
} from '../../../shared/protocol/limits.ts';
import { WINDOW } from './fair-queue.ts';
import { FIRST_MS } from './shut-callers.ts';
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
  return { board, client, onApproval, native: natives.at(-1) as ReturnType<typeof fakePort> };
};

beforeEach(() => {
  natives.length = 0;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test('the host receives the attested caller before the first message of a channel', async () => {
  const { native } = await connected();
  const caller = { id: 'abcdefghijklmnopabcdefghijklmnop', page: true, own: false };
  expect(native.sent).toMatchObject([
    { type: 'hello', token: 'the token' },
    { type: 'open', channel: 1, caller },
    { channel: 1, message: { type: 'hello' } },
  ]);
});

test('a client is pinged only while it has a request in flight', async () => {
  const { client, native } = await connected();
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
  expect(client.sent).toEqual([{ type: 'ping' }, { type: 'ping' }]);
  native.receive({ channel: 1, message: { type: 'end', id: 1 } });
  await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
  expect(client.sent).toEqual([{ type: 'ping' }, { type: 'ping' }, { type: 'end', id: 1 }]);
});

test('an idle host is closed, and its clients get no problem', async () => {
  const { client, native } = await connected();
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  expect(native.port.disconnect).toHaveBeenCalledOnce();
  expect(client.sent).toEqual([{ type: 'closed', problem: undefined }]);
});

test('a call of the companion itself does not keep the host, and rejects when it is closed', async () => {
  const { native, board } = await connected();
  const asked = board.ask('overview', {});
  const rejected = expect(asked).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  expect(native.port.disconnect).toHaveBeenCalledOnce();
  await rejected;
});

test('the idle time counts from the end of a reply', async () => {
  const { client, native } = await connected();
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS - 1);
  native.receive({ channel: 1, message: { type: 'end', id: 1 } });
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS - 1);
  expect(native.port.disconnect).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(native.port.disconnect).toHaveBeenCalledOnce();
});

test('a host with a request in flight is not idle', async () => {
  const { client, native } = await connected();
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(3 * HOST_IDLE_MS);
  expect(native.port.disconnect).not.toHaveBeenCalled();
});

test('a client disconnect closes its channel in the host', async () => {
  const { client, native } = await connected();
  client.drop();
  expect(native.sent.at(-1)).toEqual({ type: 'close', channel: 1 });
});

test('losing the host ends every channel with the reason', async () => {
  const { client, native } = await connected();
  native.receive({ type: 'welcome' });
  native.drop();
  expect(client.sent).toMatchObject([{ type: 'closed', problem: { code: 'interrupted' } }]);
});

test('an approval notice opens a prompt', async () => {
  const { native, onApproval } = await connected();
  native.receive({ type: 'notice', name: 'approval', value: { id: 'q' } });
  expect(onApproval).toHaveBeenCalledWith({ id: 'q' });
});

/** A client that has just sent a request. */
const asking = async (board: ReturnType<typeof createSwitchboard>) => {
  const client = fakePort();
  board.connect(client.port as never);
  client.receive({ type: 'hello' });
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(0);
  return client;
};

const newBoard = () => createSwitchboard({ readToken: async () => undefined, onApproval: vi.fn() });

test('the host starts before the first message of a client, and learns nothing of the client', async () => {
  const board = newBoard();
  board.connect(fakePort().port as never);
  await vi.advanceTimersByTimeAsync(0);
  expect(natives).toHaveLength(1);
  expect(natives[0]?.sent).toMatchObject([{ type: 'hello' }]);
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  expect(natives[0]?.port.disconnect).toHaveBeenCalledOnce();
  board.connect(fakePort().port as never);
  expect(natives).toHaveLength(2);
});

test('R24: after a failure, a client that has sent nothing does not start the host', async () => {
  const board = newBoard();
  board.connect(fakePort().port as never);
  natives[0]?.drop();
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  board.connect(fakePort().port as never);
  expect(natives).toHaveLength(1);
  await asking(board);
  expect(natives).toHaveLength(2);
});

test('a client that is refused does not start the host', async () => {
  const board = newBoard();
  for (let count = 0; count < CALLER_LIMITS.channels; count += 1) board.connect(fakePort().port as never);
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  expect(natives[0]?.port.disconnect).toHaveBeenCalledOnce();
  const refused = fakePort();
  board.connect(refused.port as never);
  expect(refused.port.disconnect).toHaveBeenCalledOnce();
  expect(natives).toHaveLength(1);
});

test('R24: constant requests start a missing host only a few times, and fail at once', async () => {
  const board = newBoard();
  for (let ms = 0; ms < 60_000; ms += 100) {
    const client = await asking(board);
    natives
      .filter(({ port }) => !port.disconnect.mock.calls.length)
      .at(-1)
      ?.drop();
    await vi.advanceTimersByTimeAsync(100);
    expect(client.sent.at(-1)).toMatchObject({ type: 'closed', problem: { code: 'host_failed' } });
  }
  expect(natives.length).toBeLessThanOrEqual(RECONNECT_MS.length + 60_000 / Math.max(...RECONNECT_MS));
});

test('R24: a lost host is not restarted before the next request', async () => {
  const { native } = await connected();
  native.receive({ type: 'welcome' });
  native.drop();
  await vi.advanceTimersByTimeAsync(10 * HOST_IDLE_MS);
  expect(natives).toHaveLength(1);
});

test('R24: a request for a host that worked before waits for the back-off, with pings', async () => {
  const board = newBoard();
  for (const start of [1, 2]) {
    const client = await asking(board);
    expect(natives).toHaveLength(start);
    natives.at(-1)?.receive({ type: 'welcome' });
    natives.at(-1)?.drop();
    expect(client.sent.at(-1)).toMatchObject({ type: 'closed', problem: { code: 'interrupted' } });
  }
  const client = await asking(board);
  await vi.advanceTimersByTimeAsync(RECONNECT_MS[1] - 1);
  expect([natives.length, client.sent]).toEqual([2, []]);
  await vi.advanceTimersByTimeAsync(1);
  expect(natives.at(2)?.sent.at(-1)).toEqual({ channel: 3, message: { type: 'request', id: 1 } });
});

test('R18: the host’s own error reaches every client instead of the browser’s text', async () => {
  const board = newBoard();
  const clients = [await asking(board), await asking(board)];
  natives[0]?.receive({
    type: 'error',
    code: 'store_failed',
    message: 'The disk is full.',
    help: 'Make room.',
  });
  natives[0]?.drop();
  const problem = { code: 'store_failed', message: 'The disk is full.', help: 'Make room.' };
  for (const { sent } of clients) expect(sent.at(-1)).toEqual({ type: 'closed', problem });
});

test('a host that refuses the companion is disconnected, so that an updated one can be started', async () => {
  const { client, native } = await connected();
  const problem = { code: 'host_outdated', message: 'It is old.', help: 'Update it.' };
  native.receive({ type: 'error', ...problem });
  expect(native.port.disconnect).toHaveBeenCalledTimes(1);
  expect(client.sent.at(-1)).toEqual({ type: 'closed', problem });
});

test('R7: a message on a channel that has ended starts no host', async () => {
  const { client, native } = await connected();
  native.receive({ type: 'welcome' });
  native.drop();
  client.receive({ type: 'request', id: 2 });
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  expect(natives).toHaveLength(1);
});

test('a client whose session the host ended is ignored and keeps no host open', async () => {
  const { client, native } = await connected();
  client.receive({ type: 'request', id: 1 });
  client.receive({ type: 'request', id: 1 });
  native.receive({ channel: 1, message: { type: 'error', code: 'protocol_error', message: 'No.' } });
  expect(native.sent.at(-1)).toEqual({ type: 'close', channel: 1 });
  const { length } = native.sent;
  client.receive({ type: 'request', id: 3 });
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  expect(native.sent).toHaveLength(length);
  expect(native.port.disconnect).toHaveBeenCalledOnce();
});

test('a client that disconnects while the host starts keeps no host open', async () => {
  const board = newBoard();
  const client = fakePort();
  board.connect(client.port as never);
  client.receive({ type: 'request', id: 1 });
  client.drop();
  await vi.advanceTimersByTimeAsync(HOST_IDLE_MS);
  expect(natives[0]?.port.disconnect).toHaveBeenCalledOnce();
});

test('an unreadable token is an error, and the next request tries again', async () => {
  const readToken = vi
    .fn(async (): Promise<string | undefined> => undefined)
    .mockRejectedValueOnce(new Error());
  const board = createSwitchboard({ readToken, onApproval: vi.fn() });
  expect((await asking(board)).sent).toMatchObject([{ type: 'closed', problem: { code: 'internal' } }]);
  await asking(board);
  expect(natives).toHaveLength(2);
  expect(natives.map(({ port }) => port.disconnect.mock.calls.length)).toEqual([1, 0]);
});

test('R19: a client is pinged for as long as Ollama is silent', async () => {
  const { client } = await connected();
  client.receive({ type: 'request', id: 1 });
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  expect(client.sent).toHaveLength((20 * 60_000) / HEARTBEAT_MS);
  expect(natives[0]?.port.disconnect).not.toHaveBeenCalled();
});

/** A switchboard with a client that has sent a request, and a port of another extension. */
const beside = async () => {
  const board = newBoard();
  const calm = await asking(board);
  const connect = (id = 'ponmlkjihgfedcbaponmlkjihgfedcba') => {
    const client = fakePort(id);
    board.connect(client.port as never);
    return client;
  };
  return { board, calm, connect, other: connect(), native: natives.at(-1) as ReturnType<typeof fakePort> };
};

test.each([
  ['A3: undefined', undefined],
  ['A3: a message of 70 MiB', { type: 'request', body: { text: 'x'.repeat(70 * 1024 * 1024) } }],
  [
    'A3: a call with many values',
    { type: 'call', params: { list: Array.from({ length: 10_000 }, () => []) } },
  ],
  ['A18: a BigInt', { type: 'call', id: 1n }],
])('%s ends only the channel that sent it', async (_, message) => {
  const { calm, other, native } = await beside();
  const { length } = native.sent;
  other.receive(message);
  expect(other.sent).toMatchObject([{ type: 'closed', problem: { code: 'protocol_error' } }]);
  expect(other.port.disconnect).toHaveBeenCalledOnce();
  expect([native.sent.length, calm.sent]).toEqual([length, []]);
});

test('a lost line also ends a channel whose first message is still queued', async () => {
  const { calm, other, native } = await beside();
  for (let at = 0; at < WINDOW.messages; at += 1) calm.receive({ type: 'credit', id: 1, bytes: 1 });
  other.receive({ type: 'hello' });
  expect(native.sent.some((frame) => (Object(frame) as { channel?: number }).channel === 2)).toBe(false);
  native.drop();
  expect(other.sent).toMatchObject([{ type: 'closed', problem: { code: 'host_failed' } }]);
});

test('A18: a message that the browser cannot send ends its channel', async () => {
  const { calm, other, native } = await beside();
  native.port.postMessage = (frame) => {
    if (!('type' in Object(frame))) throw new Error('Could not serialize message.');
  };
  other.receive({ type: 'hello' });
  expect(other.sent).toMatchObject([{ type: 'closed', problem: { code: 'protocol_error' } }]);
  expect(calm.sent).toEqual([]);
});

test('a message sent as the line ends is answered by the end of the line', async () => {
  const { other, native } = await beside();
  native.port.postMessage = () => {
    throw new Error('Attempting to use a disconnected port object');
  };
  other.receive({ type: 'hello' });
  expect(other.sent).toEqual([]);
  native.drop();
  expect(other.sent).toMatchObject([{ type: 'closed', problem: { code: 'host_failed' } }]);
});

test('A21: of 50,000 pings, at most a window is sent before another message, and their channel ends', async () => {
  const { calm, other, native } = await beside();
  for (let at = 0; at < 50_000; at += 1) other.receive({ type: 'ping' });
  expect(other.sent).toMatchObject([{ type: 'closed', problem: { code: 'too_many_requests' } }]);
  calm.receive({ type: 'request', id: 2 });
  while (!native.sent.some((frame) => (Object(frame).message as { id?: number } | undefined)?.id === 2))
    native.receive({ type: 'pong' });
  const carried = native.sent.filter((frame) => 'channel' in Object(frame) && !('type' in Object(frame)));
  expect(carried.length).toBeLessThan(300);
});

test('A3: a caller that was shut out cannot reconnect until its time is over', async () => {
  const { connect, other, native } = await beside();
  other.receive({ type: 'request', body: { text: 'x'.repeat(MAX_CLIENT_MESSAGE + 1) } });
  const { length } = native.sent;
  const again = connect();
  again.receive({ type: 'hello' });
  expect(again.sent).toMatchObject([{ type: 'closed', problem: { code: 'too_many_requests' } }]);
  expect(native.sent).toHaveLength(length);
  vi.setSystemTime(Date.now() + FIRST_MS);
  connect().receive({ type: 'hello' });
  expect(native.sent.length).toBeGreaterThan(length);
});

test('A3: the number of channels is limited for each extension', async () => {
  const { connect, native } = await beside();
  const all = Array.from({ length: CALLER_LIMITS.channels }, () => connect());
  for (const each of all) each.receive({ type: 'hello' });
  expect(all.at(-1)?.sent).toMatchObject([{ type: 'closed', problem: { code: 'too_many_requests' } }]);
  expect(all.at(-2)?.sent).toEqual([]);
  const { length } = native.sent;
  connect('aaaabbbbccccddddeeeeffffgggghhhh').receive({ type: 'hello' });
  for (let at = 0; at < 9; at += 1) native.receive({ type: 'pong' });
  expect(native.sent.length).toBeGreaterThan(length);
});

test('A21: pongs without pings end the channel', async () => {
  const { other } = await beside();
  for (let at = 0; at < 100; at += 1) other.receive({ type: 'pong' });
  expect(other.sent).toMatchObject([{ type: 'closed', problem: { code: 'protocol_error' } }]);
});
