import { once } from 'node:events';
import { expect, test } from 'vitest';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { ask, chat, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

test('R8: the host exits when stdin ends', async () => {
  const host = (await createHostEnv()).start();
  await host.root().welcome;
  expect(await host.stop()).toBe(0);
});

test('R8: the host exits when stdin ends before the first message', async () => {
  expect(await (await createHostEnv()).start().stop()).toBe(0);
});

test('R8: the host exits when stdin ends within a frame', async () => {
  const host = (await createHostEnv()).start();
  host.sendBytes(Buffer.from([200, 0, 0, 0, 1]));
  expect(await host.stop()).toBe(0);
});

test('R8: the host exits during a response, and so does the generation', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const gate = testEnv.standIn.holdNext({ afterTokens: 3 });
  host
    .client(CLIENT)
    .request(chat())
    .catch(() => {});
  await gate.reached;
  expect(await host.stop()).toBe(0);
  await testEnv.standIn.waitForIdle();
  expect(testEnv.standIn.aborted).toBe(1);
});

test('R8: the host exits when stdin ends and its stdout is not read', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await ask(client, get('/api/version'));
  host.child.stdout.pause();
  testEnv.standIn.scriptNext({ path: '/api/status', chunks: [Buffer.alloc(8_000_000, 97)] });
  client.request(get('/api/status')).catch(() => {});
  await testEnv.standIn.waitFor(() => fromClients(testEnv.standIn.requests).length > 1);
  host.child.stdin.end();
  expect(await host.exited).toBe(0);
});

test('R8: the host exits when the reading end of its stdout is closed', async () => {
  const testEnv = await createHostEnv();
  const host = testEnv.start();
  await host.root().welcome;
  host.child.stdout.destroy();
  await once(host.child.stdout, 'close');
  host.send({ type: 'ping' });
  expect(await host.exited).toBe(0);
});

test('R8: the host exits when its stdout is closed during a response', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const gate = testEnv.standIn.holdNext({ afterTokens: 3 });
  host
    .client(CLIENT)
    .request(chat())
    .catch(() => {});
  await gate.reached;
  host.child.stdout.destroy();
  gate.release();
  expect(await host.exited).toBe(0);
  await testEnv.standIn.waitForIdle();
});

test('R8: the host exits when stdin is closed with much unread data', async () => {
  const host = (await createHostEnv()).start();
  const session = host.root();
  await session.welcome;
  // Far more than the pipe can hold: most of it is unread when stdin ends.
  for (let count = 0; count < 20; count += 1) host.send({ channel: 9, message: 'x'.repeat(2_000_000) });
  expect(host.child.stdin.writableNeedDrain).toBe(true);
  expect(await host.stop()).toBe(0);
});

test('R8: the host exits after a fatal error although its last message is not read and stdin stays open', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await ask(client, get('/api/version'));
  host.child.stdout.pause();
  testEnv.standIn.scriptNext({ path: '/api/status', chunks: [Buffer.alloc(8_000_000, 97)] });
  client.request(get('/api/status')).catch(() => {});
  await testEnv.standIn.waitFor(() => fromClients(testEnv.standIn.requests).length > 1);
  host.sendBytes(Buffer.from([0, 0, 0, 0]));
  expect(await host.exited).toBe(1);
  await testEnv.standIn.waitFor(() => testEnv.standIn.openSockets === 0);
});
