import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { REPLY_WINDOW } from '../../shared/protocol/limits.ts';
import { ask, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

const MiB = 1024 * 1024;
const TOTAL = 64 * MiB;
/** Both windows, the kernel's socket buffers on loopback, and a margin. */
const BOUND = 24 * MiB;

/** A server that sends as much as its client reads, and counts it. */
const startFountain = async () => {
  const fountain = { url: '', sent: 0, digest: '' };
  const pour = async (response: ServerResponse) => {
    const hash = createHash('sha256');
    for (let count = 0; fountain.sent < TOTAL; count += 1) {
      const chunk = Buffer.alloc(64 * 1024, `${count} ä `);
      hash.update(chunk);
      fountain.sent += chunk.byteLength;
      if (!response.write(chunk)) await once(response, 'drain');
    }
    response.end();
    fountain.digest = hash.digest('hex');
  };
  const server = createServer((request, response) => {
    if (request.url === '/api/status') void pour(response).catch(() => {});
    else response.end('{"version":"0"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  fountain.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fountain;
};

const open = async () => {
  const testEnv = await createHostEnv();
  const fountain = await startFountain();
  await testEnv.cli('upstream', 'set', fountain.url);
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await ask(client, get('/api/version'));
  return { host, client, fountain };
};

test('while the reader pauses, Ollama is not read, and nothing is lost when it resumes', async () => {
  const { client, fountain } = await open();
  const reply = await client.request(get('/api/status'));
  const reader = reply.body.getReader();
  const hash = createHash('sha256');
  hash.update((await reader.read()).value ?? '');
  // Other requests are answered during the flood. It continues while they see it grow.
  for (let before = -1, same = 0; same < 30; ) {
    await ask(client, get('/api/version'));
    same = fountain.sent === before ? same + 1 : 0;
    before = fountain.sent;
  }
  expect(fountain.sent).toBeLessThan(BOUND);
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hash.update(piece.value);
  expect(fountain.sent).toBe(TOTAL);
  expect(hash.digest('hex')).toBe(fountain.digest);
});

test('a client that returns no credit is sent one window and no more', async () => {
  const { host, client } = await open();
  const silent = host.client(CLIENT);
  await silent.welcome;
  host.send({
    channel: silent.channel,
    message: { type: 'request', id: 1, method: 'GET', path: '/api/status', headers: {} },
  });
  await host.frame(({ channel, message }) => channel === silent.channel && message?.type === 'data');
  let received = 0;
  for (let before = -1, same = 0; same < 30; ) {
    await ask(client, get('/api/version'));
    received = host.bytesOn(silent.channel);
    same = received === before ? same + 1 : 0;
    before = received;
  }
  expect(received).toBeGreaterThan(REPLY_WINDOW.request - 4);
  expect(received).toBeLessThanOrEqual(REPLY_WINDOW.request);
});
