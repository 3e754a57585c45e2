import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import type { CredentialSource } from '../credential/credential-source.ts';
import { createRelay, type Relay, type UpstreamRequest } from './relay.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const startServer = async (answer: Answer) => {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const openRelay = (base: string, credential?: CredentialSource) => {
  const relay = createRelay(base, credential);
  onTestFinished(() => relay.close());
  return relay;
};

const GET: UpstreamRequest = { method: 'GET', path: '/api/tags', headers: {}, body: null };

/** Sends a request and records the calls of its sink. */
const send = (relay: Relay, request: Partial<UpstreamRequest> = {}) => {
  const calls: string[] = [];
  const headers: (readonly [string, string])[] = [];
  const head = Promise.withResolvers<void>();
  const over = Promise.withResolvers<Error | undefined>();
  const running = relay.send(
    { ...GET, ...request },
    {
      head(status, statusText, received) {
        calls.push(`head ${status} ${statusText}`);
        headers.push(...received);
        head.resolve();
      },
      data: (chunk) => void calls.push(`data ${chunk}`),
      end() {
        calls.push('end');
        over.resolve(undefined);
      },
      fail(error) {
        calls.push('fail');
        over.resolve(error);
      },
    },
  );
  return { running, calls, headers, head: head.promise, over: over.promise };
};

test('a response arrives as head, data and end, without the headers of its connection', async () => {
  const url = await startServer((_request, response) => {
    response.writeHead(201, 'Made', [
      ...['Keep-Alive', 'timeout=5', 'X-One', 'a', 'x-one', 'b'],
      ...['Proxy-Authenticate', 'Basic', 'Content-Length', '4'],
    ]);
    response.end('text');
  });
  const { calls, headers, over } = send(openRelay(url));
  await over;
  expect(calls).toEqual(['head 201 Made', 'data text', 'end']);
  const names = headers.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(['X-One', 'x-one', 'Content-Length']));
  expect(names.map((name) => name.toLowerCase())).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(connection|keep-alive|proxy-authenticate)$/)]),
  );
});

test.each([
  ['text', 'ß🙂'],
  ['bytes', Buffer.from('ß🙂')],
  ['a stream', Readable.from([Buffer.from('ß'), Buffer.from('🙂')])],
])('a body is sent as UTF-8: %s', async (_kind, body) => {
  const url = await startServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    response.end(Buffer.concat(parts));
  });
  const { calls, over } = send(openRelay(url), { method: 'POST', body });
  await over;
  expect(calls.filter((call) => call.startsWith('data')).join('')).toBe('data ß🙂');
});

test('an informational response is not the head', async () => {
  const url = await startServer((_request, response) => {
    response.writeEarlyHints({ link: '</x>; rel=preload' });
    response.end();
  });
  const { calls, over } = send(openRelay(url));
  await over;
  expect(calls).toEqual(['head 200 OK', 'end']);
});

test('the path of the address is prepended to that of the request', async () => {
  const url = await startServer(({ url: path }, response) => response.end(path));
  const { calls, over } = send(openRelay(`${url}/below/`));
  await over;
  expect(calls).toContain('data /below/api/tags');
});

test('the current credential is added to each request', async () => {
  const url = await startServer(({ headers }, response) => response.end(headers.authorization));
  let uses = 0;
  const relay = openRelay(url, async () => {
    uses += 1;
    return { header: 'authorization', value: `Bearer ${uses}` };
  });
  for (const expected of ['data Bearer 1', 'data Bearer 2']) {
    const { calls, over } = send(relay);
    await over;
    expect(calls).toContain(expected);
  }
});

test('a credential that cannot be read fails the request', async () => {
  const relay = openRelay('http://127.0.0.1:1', () => Promise.reject(new Error('locked')));
  const { calls, over } = send(relay);
  expect(await over).toMatchObject({ message: 'locked' });
  expect(calls).toEqual(['fail']);
});

test('a redirect is not followed', async () => {
  const url = await startServer((_request, response) => {
    response.writeHead(302, { location: '/elsewhere' });
    response.end();
  });
  const { calls, over } = send(openRelay(url));
  await over;
  expect(calls).toEqual(['head 302 Found', 'end']);
});

test('a refused connection fails without a head', async () => {
  const url = await startServer(() => {});
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const { calls, over } = send(openRelay(url.replace(/\d+$/, String(port))));
  expect(await over).toMatchObject({ code: 'ECONNREFUSED' });
  expect(calls).toEqual(['fail']);
});

test('an interrupted response fails after its head', async () => {
  const url = await startServer((_request, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('part', () => response.destroy());
  });
  const { calls, over } = send(openRelay(url));
  expect(await over).toBeInstanceOf(Error);
  expect([calls[0], calls.at(-1)]).toEqual(['head 200 OK', 'fail']);
});

test('an abort closes the connection and fails the request', async () => {
  const closed = Promise.withResolvers<void>();
  const url = await startServer((request, response) => {
    request.socket.once('close', () => closed.resolve());
    response.write('first');
  });
  const { running, calls, head, over } = send(openRelay(url));
  await head;
  running.abort();
  await Promise.all([over, closed.promise]);
  expect(calls.at(-1)).toBe('fail');
});

test('an abort before the connection is open sends nothing', async () => {
  const asked: string[] = [];
  const url = await startServer(({ url: path }, response) => {
    asked.push(String(path));
    response.end();
  });
  const relay = openRelay(url);
  const { running, calls, over } = send(relay, { path: '/aborted' });
  running.abort();
  await over;
  await send(relay, { path: '/next' }).over;
  expect([calls, asked]).toEqual([['fail'], ['/next']]);
});

test('a paused response is not read until it is resumed', async () => {
  const LENGTH = 8 * 1024 * 1024;
  const url = await startServer(({ url: path }, response) =>
    response.end(path === '/long' ? Buffer.alloc(LENGTH) : undefined),
  );
  const relay = openRelay(url);
  const first = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  let paused = false;
  let early = false;
  let received = 0;
  const running = relay.send(
    { ...GET, path: '/long' },
    {
      head: () => {},
      data(chunk) {
        early ||= paused;
        received += chunk.byteLength;
        if (received > chunk.byteLength) return;
        paused = true;
        running.pause();
        first.resolve();
      },
      end: over.resolve,
      fail: over.reject,
    },
  );
  await first.promise;
  // An exchange over another connection takes place in the meantime.
  await send(relay).over;
  expect([early, received < LENGTH]).toEqual([false, true]);
  paused = false;
  running.resume();
  await over.promise;
  expect(received).toBe(LENGTH);
});

test('an invalid address only fails the request', async () => {
  const { calls, over } = send(openRelay('not an address'));
  expect(await over).toBeInstanceOf(TypeError);
  expect(calls).toEqual(['fail']);
});

test('a closed relay sends nothing', async () => {
  const relay = openRelay('http://127.0.0.1:1');
  relay.close();
  const { calls, over } = send(relay);
  expect(await over).toMatchObject({ message: 'aborted' });
  expect(calls).toEqual(['fail']);
});
