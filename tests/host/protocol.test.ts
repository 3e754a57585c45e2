import { expect, test } from 'vitest';
import { encodeFrame } from '../../native-host/stdio/encode-frame.ts';
import { PROTOCOL } from '../../shared/protocol/version.ts';
import { CLIENT, createHostEnv } from './create-host-env.ts';

const length = (bytes: number) => {
  const header = Buffer.alloc(4);
  header.writeUInt32LE(bytes);
  return header;
};

test.each([
  ['exceeds the length that any browser sends', length(0xffffffff)],
  ['has no content', length(0)],
  ['is not JSON', Buffer.concat([length(3), Buffer.from('{"a')])],
  ['is not UTF-8', Buffer.concat([length(2), Buffer.from([0xff, 0xfe])])],
  ['is not an object', encodeFrame(5)],
  ['is null', encodeFrame(null)],
  ['opens a channel without a caller', encodeFrame({ type: 'open', channel: 1 })],
  ['opens channel zero', encodeFrame({ type: 'open', channel: 0, caller: CLIENT })],
  ['has a channel that is not a number', encodeFrame({ channel: 'a', message: {} })],
])('R6: a frame that %s ends the host with a protocol_error, which arrives (R18)', async (_, bytes) => {
  const host = (await createHostEnv()).start();
  host.sendBytes(bytes);
  expect(await host.frame(({ type }) => type === 'error')).toMatchObject({ code: 'protocol_error' });
  expect(await host.exited).toBe(1);
  expect(host.stderr).not.toMatch(/^\s+at /m);
});

const hello = { type: 'hello', protocol: PROTOCOL, client: { name: 'test', version: '1' } };
const request = { type: 'request', id: 1, method: 'GET', path: '/api/version', headers: {} };

test.each<readonly [string, readonly unknown[]]>([
  ['says hello twice', [hello, hello]],
  ['sends a request before hello', [request]],
  ['pings before hello', [{ type: 'ping' }]],
  ['sends a message of an unknown type', [hello, { type: 'nonsense' }]],
  ['sends a message without a type', [hello, {}]],
  ['sends an id that is a string', [hello, { ...request, id: '1' }]],
  ['sends an id that is a fraction', [hello, { ...request, id: 1.5 }]],
  ['sends a header that is not a string', [hello, { ...request, headers: { a: 1 } }]],
  ['sends a compressed body', [hello, { ...request, body: { deflate: 'AwA=', length: 0 } }]],
  [
    'sends a compressed piece of a body',
    [
      hello,
      { ...request, upload: true },
      { type: 'body', id: 1, seq: 0, deflate: 'AwA=', length: 0, last: true },
    ],
  ],
  ['uses an id twice', [hello, request, request]],
  ['decreases its ids', [hello, { ...request, id: 2 }, request]],
  ['returns credit for bytes that were never sent', [hello, { type: 'credit', id: 7, bytes: 1 }]],
  ['returns zero credit', [hello, { type: 'credit', id: 7, bytes: 0 }]],
  ['sends a key of a megabyte', [{ ...hello, key: 'k'.repeat(1_000_000) }]],
])('R6: a client that %s loses only its session', async (_, messages) => {
  const host = (await createHostEnv()).start();
  host.send({ type: 'open', channel: 1, caller: CLIENT });
  for (const message of messages) host.send({ channel: 1, message });
  const { message } = await host.frame((frame) => frame.channel === 1 && frame.message?.type === 'error');
  expect(message).toMatchObject({ code: 'protocol_error' });
  // The session of the companion continues.
  expect(await host.root().welcome).toMatchObject({ type: 'welcome' });
  await host.stop();
  expect(host.stderr).toBe('');
});

test.each([
  ['cancels a request that is not running', { type: 'cancel', id: 7 }],
  ['sends a body for a request that is not running', { type: 'body', id: 7, seq: 0, text: '', last: true }],
  ['sends a pong without a ping', { type: 'pong' }],
])('a client that %s is ignored', async (_, message) => {
  const host = (await createHostEnv()).start();
  const client = host.client(CLIENT);
  host.send({ channel: client.channel, message });
  await client.welcome;
  expect(await client.call('status')).toMatchObject({ paired: false });
});

test('a message for a channel that is not open is ignored', async () => {
  const host = (await createHostEnv()).start();
  host.send({ channel: 9, message: hello });
  host.send({ type: 'close', channel: 9 });
  expect(await host.root().welcome).toMatchObject({ type: 'welcome' });
});

test('an extension other than the companion cannot open channels', async () => {
  const host = (await createHostEnv()).start(`chrome-extension://${CLIENT.id}/`);
  host.send({ type: 'open', channel: 1, caller: { ...CLIENT, own: true } });
  expect(await host.frame(({ type }) => type === 'error')).toMatchObject({ code: 'protocol_error' });
  expect(await host.exited).toBe(1);
});

test('a client that claims to be the companion gets none of its rights', async () => {
  const { host, key } = await (await createHostEnv()).paired();
  const session = host.client({ ...CLIENT, own: true });
  await expect(session.call('grants.list')).rejects.toMatchObject({ code: 'operation_unknown' });
  await expect(session.call('pair', { key })).rejects.toMatchObject({ code: 'operation_unknown' });
});

test.each([
  ['only a newer protocol', 99, 'host_outdated'],
  ['only an older protocol', 0, 'client_outdated'],
])(
  'a client that supports %s gets an error that names the side to update (R17)',
  async (_, version, code) => {
    const host = (await createHostEnv()).start();
    const session = host.client(CLIENT, { protocol: { min: version, max: version } });
    await expect(session.welcome).rejects.toMatchObject({ code });
  },
);

test('a client that also supports newer protocols is welcome', async () => {
  const host = (await createHostEnv()).start();
  const session = host.client(CLIENT, { protocol: { min: 0, max: 99 } });
  expect(await session.welcome).toMatchObject({ protocol: PROTOCOL.max });
});
