import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat, MODEL, post } from './ask.ts';
import { raw } from './raw.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

const ollama = createStandIn();
let testEnv: ServeEnv;
let served: Served;
let upstream: string;
let key: string;
let all: string;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
  key = await testEnv.key();
  all = await testEnv.key('--scope', 'manage');
  served = await testEnv.serve(['--upstream', upstream]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

/** Sends a request for a stream. Resolves when the head of the response has arrived. */
const open = async (by = served) => {
  const { body, ...options } = chat(bearer(key));
  const outgoing = request(by.url, { path: '/api/chat', agent: false, ...options });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  incoming.on('error', () => {});
  return { outgoing, incoming };
};

describe('T22: an answer that is no longer read', () => {
  test('a client that disconnects aborts the upstream request', async () => {
    const { aborted } = ollama;
    const gate = ollama.holdNext({ afterTokens: 2 });
    const { incoming } = await open();
    await gate.reached;
    incoming.destroy();
    await ollama.waitForIdle();
    expect(ollama.aborted).toBe(aborted + 1);
  });

  test('a client that disconnects before the head of the response does so too', async () => {
    const { aborted } = ollama;
    const gate = ollama.holdNext();
    const { body, ...options } = chat(bearer(key));
    const outgoing = request(served.url, { path: '/api/chat', agent: false, ...options });
    outgoing.on('error', () => {}).end(body);
    await gate.reached;
    outgoing.destroy();
    await ollama.waitForIdle();
    expect(ollama.aborted).toBe(aborted + 1);
  });

  test('a client that reads slowly makes Ollama wait: nothing is buffered without limit', async () => {
    const piece = Buffer.alloc(64 * 1024, 'x');
    const chunks = Array(1024).fill(piece);
    ollama.scriptNext({ path: '/api/chat', headers: [['Content-Type', 'application/x-ndjson']], chunks });
    const { incoming } = await open();
    incoming.pause();
    // The buffers hold a few megabytes, the answer has 64. So it can only end after it was read.
    for (let others = 0; others < 50; others += 1)
      await served.call('/api/version', { headers: bearer(key) });
    expect(ollama.activeRequests).toBe(1);
    let length = 0;
    for await (const chunk of incoming) length += chunk.length;
    expect(length).toBe(64 * 1024 * 1024);
  });

  test('when Ollama breaks off, the response breaks off', async () => {
    const gate = ollama.holdNext({ afterTokens: 2 });
    const { incoming } = await open();
    await gate.reached;
    ollama.killSockets();
    incoming.resume();
    await expect(once(incoming, 'end')).rejects.toThrow('aborted');
    gate.release();
  });

  test('a model that fails during a stream reports it in the last line', async () => {
    ollama.failNextGeneration({ afterTokens: 3 });
    const { status, body } = await served.call('/api/chat', chat(bearer(key)));
    expect(status).toBe(200);
    expect(JSON.parse(body.trim().split('\n').at(-1) as string)).toEqual({ error: expect.any(String) });
  });
});

describe('request bodies', () => {
  const DIGEST = `sha256:${'0'.repeat(64)}`;

  test('an upload is streamed', async () => {
    const gate = ollama.holdNext({ path: `/api/blobs/${encodeURIComponent(DIGEST)}` });
    const outgoing = request(served.url, {
      path: `/api/blobs/${DIGEST}`,
      method: 'POST',
      headers: bearer(all),
      agent: false,
    });
    outgoing.on('error', () => {});
    const piece = Buffer.alloc(1024 * 1024);
    Readable.from(Array(8).fill(piece)).pipe(outgoing);
    await gate.reached;
    const sent = fromClients(ollama.requests).at(-1);
    expect(sent?.body.byteLength).toBe(8 * piece.byteLength);
    gate.release();
    const [incoming] = await once(outgoing, 'response');
    expect(incoming.statusCode).toBe(400);
    incoming.resume();
  });

  test('a client that may not upload a blob is refused before it sends the body', async () => {
    const outgoing = request(served.url, {
      path: `/api/blobs/${DIGEST}`,
      method: 'POST',
      headers: { ...bearer(key), Expect: '100-continue', 'Content-Length': 1e12 },
      agent: false,
    });
    let asked = false;
    outgoing.on('continue', () => {
      asked = true;
    });
    outgoing.flushHeaders();
    const [incoming] = await once(outgoing, 'response');
    expect([incoming.statusCode, asked]).toEqual([403, false]);
    outgoing.destroy();
  });

  test('a client that may upload gets 100 Continue', async () => {
    const { body, headers } = chat(bearer(key));
    const outgoing = request(served.url, {
      path: '/api/chat',
      method: 'POST',
      headers: { ...headers, Expect: '100-continue', 'Content-Length': Buffer.byteLength(body) },
      agent: false,
    });
    outgoing.flushHeaders();
    await once(outgoing, 'continue');
    outgoing.end(body);
    const [incoming] = await once(outgoing, 'response');
    expect(incoming.statusCode).toBe(200);
    incoming.resume();
  });

  test('a body that is too large is refused by its Content-Length', async () => {
    const head = `POST /api/chat HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\nContent-Length: 1000000000\r\n\r\n{`;
    const { hostname, port } = new URL(served.url);
    const socket = connect(Number(port), hostname);
    socket.write(head);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 .*body_too_large/s);
    socket.destroy();
  });
});

describe('HTTP in other variants', () => {
  const line = (method: string, path: string, version: string, more = '') =>
    `${method} ${path} HTTP/${version}\r\nHost: localhost\r\nX-API-Key: ${key}\r\n${more}\r\n`;

  test('HEAD has no body', async () => {
    expect(await raw(served.url, line('HEAD', '/api/tags', '1.1', 'Connection: close\r\n'))).toMatch(
      /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n$/s,
    );
    const { status, body } = await served.call('/api/tags', { method: 'HEAD' });
    expect([status, body]).toEqual([401, '']);
  });

  test('HTTP/1.0 gets a response without chunks that ends with the connection', async () => {
    const { body } = chat();
    const length = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    const answer = await raw(served.url, line('POST', '/api/chat', '1.0', length) + body);
    expect(answer).not.toMatch(/transfer-encoding/i);
    expect(answer).toMatch(/"done":true.*\}\n$/s);
  });

  test('pipelined requests are answered in order', async () => {
    const gate = ollama.holdNext({ path: '/api/version' });
    const answers = raw(
      served.url,
      line('GET', '/api/version', '1.1') +
        line('GET', '/api/tags', '1.1') +
        line('GET', '/v1/models', '1.1', 'Connection: close\r\n'),
    );
    await gate.reached;
    gate.release();
    expect(await answers).toMatch(/"version".*HTTP\/1\.1 200.*"models":.*HTTP\/1\.1 200.*"object":"list"/s);
  });
});

describe('start and end', () => {
  test('a signal lets a stream complete, refuses new connections, and then exits with 0', async () => {
    const own = await testEnv.serve(['--upstream', upstream]);
    const gate = ollama.holdNext({ afterTokens: 2 });
    const { incoming } = await open(own);
    await gate.reached;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    own.child.kill('SIGTERM');
    await expect.poll(() => own.said()).toContain('Stopping');
    await expect(own.call('/api/version')).rejects.toThrow('ECONNREFUSED');
    gate.release();
    await once(incoming, 'end');
    expect(Buffer.concat(chunks).toString()).toMatch(/"done":true/);
    expect(await own.ended).toBe(0);
  });

  test('a second signal ends running requests', async () => {
    const own = await testEnv.serve(['--upstream', upstream]);
    const { aborted } = ollama;
    const gate = ollama.holdNext({ afterTokens: 2 });
    const { incoming } = await open(own);
    await gate.reached;
    own.child.kill('SIGINT');
    await expect.poll(() => own.said()).toContain('Stopping');
    own.child.kill('SIGINT');
    incoming.resume();
    await expect(once(incoming, 'end')).rejects.toThrow('aborted');
    expect(await own.ended).toBe(0);
    await ollama.waitForIdle();
    expect(ollama.aborted).toBe(aborted + 1);
  });

  test('an address in use is reported', async () => {
    const listen = new URL(served.url).host;
    const { code, said } = await testEnv.fails(['serve', '--listen', listen]);
    expect([code, said]).toEqual([1, expect.stringMatching(/\(EADDRINUSE\)\.\n.*--listen/s)]);
  });

  test('an address in use by Ollama’s gateway for Claude is reported as such', async () => {
    const gateway = createServer((_, response) => {
      response.writeHead(204, { 'X-Ollama-Claude-Gateway': '1' }).end();
    });
    gateway.listen(0, '127.0.0.1');
    await once(gateway, 'listening');
    const { port } = gateway.address() as AddressInfo;
    const { code, said } = await testEnv.fails(['serve', '--listen', `127.0.0.1:${port}`]);
    gateway.close();
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/Ollama’s gateway for Claude, not Turnkey.*--listen/s),
    ]);
  });
});

describe('without Ollama', () => {
  test('each error format reports that it does not answer', async () => {
    const nowhere = await testEnv.serve(['--upstream', 'http://127.0.0.1:1']);
    const native = await nowhere.call('/api/chat', chat(bearer(key)));
    expect([native.status, JSON.parse(native.body)]).toEqual([
      502,
      {
        error: expect.stringMatching(/^Ollama does not answer\. .* \[ollama_unreachable\]$/),
        code: 'ollama_unreachable',
      },
    ]);
    const openai = await nowhere.call('/v1/completions', post({ model: MODEL, prompt: '' }, bearer(key)));
    expect([openai.status, JSON.parse(openai.body).error.code]).toEqual([502, 'ollama_unreachable']);
  });
});
