import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type Problem, problem } from '../../shared/errors/problem.ts';
import { createHttpSink, type HttpSink } from './http-sink.ts';

interface Connected {
  readonly sink: HttpSink;
  readonly response: ServerResponse;
  readonly failures: Problem[];
}

/** A server that passes the sink of its first request to the test. */
const open = async (stallMs = 60_000) => {
  const { promise: connected, resolve } = Promise.withResolvers<Connected>();
  const server = createServer((_request, response) => {
    const failures: Problem[] = [];
    const onFailure = (problem: Problem) => {
      failures.push(problem);
      response.writeHead(502).end('failed');
    };
    const sink = createHttpSink({
      response,
      added: ['X-Added', 'yes'],
      stallMs,
      onClose: () => {},
      onFailure,
    });
    resolve({ sink, response, failures });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const asked = () => {
    const request = get({ port, host: '127.0.0.1', agent: false });
    return once(request, 'response').then(([response]) => response as IncomingMessage);
  };
  return { port, asked, connected };
};

const attachTo = (sink: HttpSink) => {
  const calls: string[] = [];
  const aborted = Promise.withResolvers<void>();
  const paused = Promise.withResolvers<void>();
  const resumed = Promise.withResolvers<void>();
  sink.attach({
    pause() {
      calls.push('pause');
      paused.resolve();
    },
    resume() {
      calls.push('resume');
      resumed.resolve();
    },
    abort() {
      calls.push('abort');
      aborted.resolve();
    },
  });
  return { calls, aborted: aborted.promise, paused: paused.promise, resumed: resumed.promise };
};

const BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

test.each([
  ['in one chunk', [BYTES]],
  ['in two chunks', [BYTES.subarray(0, 100), BYTES.subarray(100)]],
  ['larger than goes out with its head', [Buffer.alloc(20 * 1024, 0xff)]],
  ['empty', []],
])('a body of known length arrives byte for byte: %s', async (_name, chunks) => {
  const { asked, connected } = await open();
  const response = asked();
  const { sink } = await connected;
  const { calls } = attachTo(sink);
  const whole = Buffer.concat(chunks);
  sink.head(200, 'Fine', [['Content-Length', String(whole.byteLength)]]);
  for (const chunk of chunks) sink.data(chunk);
  sink.end();
  const { statusCode, statusMessage, headers } = await response;
  expect([statusCode, statusMessage]).toEqual([200, 'Fine']);
  expect(headers).toMatchObject({ 'content-length': String(whole.byteLength), 'x-added': 'yes' });
  expect(whole.equals(await buffer(await response))).toBe(true);
  expect(calls).toEqual([]);
});

test('the head of a stream is sent before its body', async () => {
  const { asked, connected } = await open();
  const response = asked();
  const { sink } = await connected;
  attachTo(sink);
  sink.head(200, 'OK', [['Content-Type', 'application/x-ndjson']]);
  const received = await response;
  expect(received.headers['transfer-encoding']).toBe('chunked');
  sink.data(Buffer.from('a'));
  sink.data(Buffer.from('b'));
  sink.end();
  expect(String(await buffer(received))).toBe('ab');
});

test.each([
  ['of one byte', [Buffer.from('a')]],
  [
    'of every size',
    [0, 1, 15, 16, 255, 16 * 1024, 16 * 1024 + 1, 300_000].map((size) => Buffer.alloc(size, 0xfe)),
  ],
  ['of none', []],
])('a body of unknown length arrives byte for byte, in chunks %s', async (_name, chunks) => {
  const { port, connected } = await open();
  const client = connect(port, '127.0.0.1', () =>
    client.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
  );
  const got = buffer(client);
  const { sink } = await connected;
  attachTo(sink);
  sink.head(200, 'OK', []);
  for (const chunk of chunks) sink.data(chunk);
  sink.end();
  const sizes = chunks.filter(({ length }) => length > 0);
  const framed = sizes.flatMap((chunk) => [
    `${chunk.length.toString(16)}\r\n`,
    chunk.toString('latin1'),
    '\r\n',
  ]);
  const wire = [...framed, '0\r\n\r\n'].join('');
  const [head = '', ...body] = (await got).toString('latin1').split('\r\n\r\n');
  expect(head).toMatch(/transfer-encoding: chunked/i);
  expect(body.join('\r\n\r\n')).toBe(wire);
});

test.each([
  ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 'ab'],
  ['HEAD', 'HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', ''],
])('a body is not sent in chunks to %s', async (_name, request, body) => {
  const { port, connected } = await open();
  const client = connect(port, '127.0.0.1', () => client.write(request));
  const got = buffer(client);
  const { sink } = await connected;
  attachTo(sink);
  sink.head(200, 'OK', []);
  sink.data(Buffer.from('a'));
  sink.data(Buffer.from('b'));
  sink.end();
  expect((await got).toString().split('\r\n\r\n')[1]).toBe(body);
});

test('Ollama is paused while the client is behind, and resumed when it has read', async () => {
  const { asked, connected } = await open();
  const response = asked();
  const { sink } = await connected;
  const { calls, paused, resumed } = attachTo(sink);
  sink.head(200, 'OK', []);
  sink.data(Buffer.alloc(8 * 1024 * 1024));
  await paused;
  expect(calls).toEqual(['pause']);
  const received = (await response).resume();
  await resumed;
  sink.end();
  await once(received, 'end');
  expect(calls).toEqual(['pause', 'resume']);
});

test('a client that reads nothing for too long is disconnected', async () => {
  const { port, connected } = await open(1);
  const client = connect(port, '127.0.0.1', () => client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
  client.pause();
  onTestFinished(() => void client.destroy());
  const { sink, response } = await connected;
  const { calls, aborted } = attachTo(sink);
  sink.head(200, 'OK', []);
  sink.data(Buffer.alloc(32 * 1024 * 1024));
  await aborted;
  expect([calls, response.destroyed]).toEqual([['pause', 'abort'], true]);
});

test.each(['before', 'after'])(
  'a client that disconnects %s the request was attached aborts it',
  async (when) => {
    const { port, connected } = await open();
    const client = connect(port, '127.0.0.1', () => client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
    const { sink, response } = await connected;
    const early = when === 'after' ? attachTo(sink) : undefined;
    const closed = once(response, 'close');
    client.destroy();
    await closed;
    const { calls, aborted } = early ?? attachTo(sink);
    await aborted;
    sink.end();
    expect(calls).toEqual(['abort']);
  },
);

test('a response that was sent is not aborted when its connection closes', async () => {
  const { asked, connected } = await open();
  const response = asked();
  const { sink, response: sent } = await connected;
  const { calls } = attachTo(sink);
  const closed = once(sent, 'close');
  sink.head(200, 'OK', []);
  sink.end();
  await buffer(await response);
  await closed;
  expect(calls).toEqual([]);
});

test('a failure before the head becomes a response', async () => {
  const { asked, connected } = await open();
  const response = asked();
  const { sink, failures } = await connected;
  attachTo(sink);
  sink.fail(problem('ollama_unreachable', 'Gone.'), false);
  expect((await response).statusCode).toBe(502);
  expect(failures.map(({ code }) => code)).toEqual(['ollama_unreachable']);
});

test('a failure after the head breaks the connection', async () => {
  const { asked, connected } = await open();
  const response = asked();
  const { sink, failures } = await connected;
  const { calls } = attachTo(sink);
  sink.head(200, 'OK', []);
  const received = await response;
  sink.fail(problem('ollama_interrupted', 'Broken.'), false);
  await expect(buffer(received)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect([failures, calls]).toEqual([[], []]);
});
