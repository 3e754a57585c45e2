import { expect, test } from 'vitest';
import { bytesOf, chat, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

const streaming = async () => {
  const { standIn, ...testEnv } = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await bytesOf(await client.request(get('/api/version')));
  const gate = standIn.holdNext({ afterTokens: 3 });
  const controller = new AbortController();
  const reply = await client.request(chat(), controller.signal);
  await gate.reached;
  return { standIn, host, client, controller, reply };
};

test('T22: aborting the signal closes the socket to Ollama and fails the reader', async () => {
  const { standIn, controller, reply } = await streaming();
  controller.abort(new Error('enough'));
  await standIn.waitForIdle();
  expect(standIn.aborted).toBe(1);
  await expect(bytesOf(reply)).rejects.toThrow('enough');
});

test('cancelling the reader closes the socket to Ollama', async () => {
  const { standIn, reply } = await streaming();
  await reply.body.cancel();
  await standIn.waitForIdle();
  expect(standIn.aborted).toBe(1);
});

test('T22: closing the channel closes the socket to Ollama', async () => {
  const { standIn, client } = await streaming();
  client.close();
  await standIn.waitForIdle();
  expect(standIn.aborted).toBe(1);
});

test('a protocol violation of a client closes its socket to Ollama', async () => {
  const { standIn, host, client, reply } = await streaming();
  host.send({ channel: client.channel, message: { type: 'nonsense' } });
  await standIn.waitForIdle();
  await expect(bytesOf(reply)).rejects.toMatchObject({ code: 'protocol_error' });
});

test('a request that is cancelled before Ollama responds gets no response', async () => {
  const { standIn, ...testEnv } = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const gate = standIn.holdNext();
  const controller = new AbortController();
  const reply = host.client(CLIENT).request(chat(), controller.signal);
  await gate.reached;
  controller.abort(new Error('enough'));
  await expect(reply).rejects.toThrow('enough');
  await standIn.waitForIdle();
  expect(standIn.aborted).toBe(1);
});

test('a session continues after a cancelled request', async () => {
  const { standIn, client, controller } = await streaming();
  controller.abort();
  await standIn.waitForIdle();
  expect((await client.request(get('/api/version'))).status).toBe(200);
});

test('cancelling a request does not affect others', async () => {
  const { client, controller } = await streaming();
  const other = client.request(chat());
  controller.abort();
  expect((await bytesOf(await other)).toString()).toContain('"done":true');
});

test('many cancelled responses do not exhaust the credit of the session', async () => {
  const { standIn, ...testEnv } = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await bytesOf(await client.request(get('/api/version')));
  for (let count = 0; count < 24; count += 1) {
    standIn.scriptNext({ path: '/api/version', chunks: [Buffer.alloc(1_500_000, 97)] });
    const controller = new AbortController();
    const reply = client.request(get('/api/version'), controller.signal);
    if (count % 2) await reply;
    else reply.catch(() => {});
    controller.abort();
  }
  standIn.scriptNext({ path: '/api/status', chunks: [Buffer.alloc(3_000_000, 97)] });
  expect((await bytesOf(await client.request(get('/api/status')))).byteLength).toBe(3_000_000);
});
