import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { IS_EXECUTABLE } from '../../scripts/test-env/host-command.ts';
import { formatKey } from '../../shared/key/key.ts';
import { bearer, chat, MODEL } from './ask.ts';
import type { Answer } from './call.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** Attacks on `serve`. The numbers are those of the attacks in docs/internals/threats.md. */
const ollama = createStandIn();
let upstream: string;
let testEnv: ServeEnv;
let key: string;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
  key = await testEnv.key();
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

/** Sends a chat of many bytes, whether or not the server reads all of it. */
const send = async (url: string, body: Buffer) => {
  const start = `${head('/api/chat', `X-API-Key: ${key}`, 'Connection: close')}Content-Length: ${body.length}\r\n\r\n`;
  const connection = await dial(url, start);
  connection.socket.write(body);
  return connection;
};

/** A streamed answer that is held after some tokens. */
const stream = async (url: string) => {
  const gate = ollama.holdNext({ afterTokens: 2 });
  const { body, ...options } = chat(bearer(key));
  const outgoing = request(url, { path: '/api/chat', agent: false, ...options });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const whole = text(incoming);
  await gate.reached;
  return { gate, whole };
};

describe('A9: a closed stdout or stderr', () => {
  test.each(['stdout', 'stderr'] as const)('%s: serve and its streams continue', async (name) => {
    const served = await testEnv.serve(['--upstream', upstream, '--access-log']);
    const running = await stream(served.url);
    served.child[name]?.destroy();
    // Each request writes a log line, which is no longer read.
    for (let count = 0; count < 3; count += 1) {
      expect((await served.call('/api/version', { headers: bearer(key) })).status).toBe(200);
    }
    const stopped = 'The access log cannot be written (EPIPE) and stops.';
    if (name === 'stdout') await expect.poll(() => served.said()).toContain(stopped);
    running.gate.release();
    expect(await running.whole).toContain('"done":true');
    served.child.kill('SIGTERM');
    expect(await served.ended).toBe(0);
    expect(served.said().split('The access log').length).toBe(name === 'stdout' ? 2 : 1);
  });
});

/** A connection, and the bytes received until its end. */
const dial = async (url: string, bytes = '') => {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  let got = '';
  socket.on('data', (chunk) => {
    got += chunk;
  });
  // The server may close it during a write.
  const closed = new Promise<void>((resolve) => {
    socket.on('error', () => {}).once('close', () => resolve());
  });
  const ended = new Promise<string>((resolve) => {
    for (const event of ['end', 'close']) socket.once(event, () => resolve(got));
  });
  await once(socket, 'connect');
  socket.write(bytes);
  onTestFinished(() => void socket.destroy());
  return { socket, ended, closed, got: () => got };
};

/**
 * Bun lets Linux hand over a connection once it has sent something, or after a second, in no fixed order. Until then the
 * server does not know it. (`TCP_DEFER_ACCEPT` in tcp(7))
 */
const NOTICED = IS_EXECUTABLE ? 'GET' : '';

const CHUNKED = 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"mod';
const SIZED = 'Content-Length: 1000000\r\n\r\n{"mod';
const head = (path: string, ...lines: string[]) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.map((line) => `${line}\r\n`).join('')}`;
const blob = `/api/blobs/sha256:${'0'.repeat(64)}`;

/** Requests that are refused before their bodies have arrived. */
const UNFINISHED: readonly (readonly [what: string, answer: RegExp, request: () => string])[] = [
  ['no key', / 401 .*no_key/s, () => head('/api/chat') + SIZED],
  ['no key, chunks', / 401 .*no_key/s, () => head('/api/chat') + CHUNKED],
  ['a wrong key', / 401 .*key_mistyped/s, () => head('/api/chat', 'X-API-Key: x') + SIZED],
  ['another host', / 403 .*host_not_allowed/s, () => head('/api/chat').replace('localhost', 'evil') + SIZED],
  [
    'a preflight with a body',
    / 204 /,
    () =>
      `${head('/', 'Origin: null').replace('POST', 'OPTIONS')}Access-Control-Request-Method: POST\r\n${SIZED}`,
  ],
  ['no such route', / 404 .*404 page not found/s, () => head('/api/nope', `X-API-Key: ${key}`) + SIZED],
  ['no scope for a blob', / 403 .*scope_missing/s, () => head(blob, `X-API-Key: ${key}`) + SIZED],
  [
    'more than the limit',
    / 413 .*body_too_large/s,
    () => head('/api/chat', `X-API-Key: ${key}`) + SIZED.replace('1000000', '100000000'),
  ],
  [
    'a request with Expect: 100-continue',
    / 401 .*no_key/s,
    () => `${head('/api/chat', 'Expect: 100-continue')}Content-Length: 9\r\n\r\n`,
  ],
];

describe('A10: unfinished bodies', () => {
  let served: Served;
  beforeAll(async () => {
    served = await testEnv.serve(['--upstream', upstream, '--strict-host']);
  });

  test.each(UNFINISHED)('%s: the response arrives, then the connection ends', async (_, answer, request) => {
    const { ended } = await dial(served.url, request());
    const got = await ended;
    expect(got).toMatch(answer);
    expect(got).toMatch(/^connection: close\r$/im);
  });

  test('a client that keeps sending gets its response and is then disconnected', async () => {
    const { socket, ended, closed } = await dial(
      served.url,
      head('/api/chat') + SIZED.replace('1000000', '1000000000000'),
    );
    const piece = Buffer.alloc(256 * 1024, 'x');
    const send = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', send);
    send();
    expect(await ended).toMatch(/ 401 .*no_key/s);
    await closed;
  });

  test('after a small complete body the connection stays open', async () => {
    const { socket, got } = await dial(served.url);
    const request = `${head('/api/chat')}Content-Length: 2\r\n\r\n{}`;
    for (const answers of [1, 2, 3]) {
      socket.write(request);
      await expect.poll(() => got().split('HTTP/1.1 401 ').length - 1).toBe(answers);
    }
    expect(got()).not.toMatch(/connection: close/i);
  });

  test('SIGTERM ends them at once, also idle connections and incomplete heads; an authorised answer completes', async () => {
    const own = await testEnv.serve(['--upstream', upstream]);
    const running = await stream(own.url);
    const idle = await dial(
      own.url,
      `GET /api/version HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\n\r\n`,
    );
    await expect.poll(() => idle.got()).toContain('200 OK');
    const silent = await dial(own.url);
    const others = [
      idle,
      ...(IS_EXECUTABLE ? [] : [silent]),
      await dial(own.url, 'POST /api/chat HTT'),
      await dial(own.url, UNFINISHED[0]?.[2]()),
    ];
    own.child.kill('SIGTERM');
    await Promise.all(others.map(({ ended }) => ended));
    silent.socket.write(NOTICED);
    await silent.ended;
    running.gate.release();
    expect(await running.whole).toContain('"done":true');
    expect(await own.ended).toBe(0);
  });

  test('--head-timeout limits the wait for the head of a request', async () => {
    const own = await testEnv.serve(['--upstream', upstream, '--head-timeout', '1s']);
    const [silent, half] = [await dial(own.url), await dial(own.url, 'GET / HTTP/1.1\r\nHost: loc')];
    expect(await half.ended).toMatch(/^HTTP\/1\.1 408 /);
    expect(await silent.ended).toMatch(/^HTTP\/1\.1 408 /);
  });

  test.each([
    ['of a chat', '/api/chat', / 408 .*body_timeout/s],
    ['of a chat in chunks', '/api/chat', / 408 .*body_timeout/s],
  ])('--body-timeout limits the wait for a body %s that stalls', async (what, path, answer) => {
    const own = await testEnv.serve(['--upstream', upstream, '--body-timeout', '1s']);
    const request = head(path, `X-API-Key: ${key}`) + (what.includes('chunks') ? CHUNKED : SIZED);
    expect(await (await dial(own.url, request)).ended).toMatch(answer);
  });

  test('an idle connection is closed after --idle-timeout', async () => {
    const own = await testEnv.serve(['--upstream', upstream, '--idle-timeout', '1s']);
    const request = 'GET /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n';
    expect(await (await dial(own.url, request)).ended).toMatch(/ 401 /);
  });

  test('--max-connections: the oldest connection without an authorised request is closed; if there is none, the new one is refused', async () => {
    const own = await testEnv.serve(['--upstream', upstream, '--max-connections', '3']);
    const first = await stream(own.url);
    const [oldest, next] = [await dial(own.url, NOTICED), await dial(own.url, NOTICED)];
    const second = await stream(own.url);
    await oldest.ended;
    const third = await stream(own.url);
    await next.ended;
    const { ended } = await dial(own.url, 'GET /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await ended).toMatch(/^HTTP\/1\.1 429 .*Retry-After: 1\r\n.*\[too_many_requests\]/s);
    for (const { gate, whole } of [first, second, third]) {
      gate.release();
      expect(await whole).toContain('"done":true');
    }
    expect((await own.call('/api/version', { headers: bearer(key) })).status).toBe(200);
  });
});

describe('A11: the memory of bodies', () => {
  /** A chat of this many bytes. */
  const sized = (bytes: number) => {
    const { body, ...options } = chat(bearer(key), { filler: '' });
    return { ...options, body: body.replace('"filler":""', `"filler":"${'x'.repeat(bytes - body.length)}"`) };
  };
  const codeOf = ({ status, body }: Answer) => `${status} ${JSON.parse(body).code}`;

  test.each([64, 172])('%i MiB of empty lists are refused without being parsed', async (mib) => {
    const served = await testEnv.serve(['--upstream', upstream]);
    const body = Buffer.alloc(mib * 2 ** 20, '[],');
    body.write(`{"model":"${MODEL}","messages":[`);
    body.write('0]}', body.length - 3);
    const { ended } = await send(served.url, body);
    expect(await ended).toMatch(/ 413 .*body_too_large/s);
    // Parsed, they would take 1.9 and 4.8 GB.
    if (process.platform === 'linux') {
      const status = await readFile(`/proc/${served.child.pid}/status`, 'utf8');
      expect(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024).toBeLessThan(400);
    }
  });

  test('--max-body: a larger body is refused by its length, or when it exceeds the limit', async () => {
    const served = await testEnv.serve(['--upstream', upstream, '--max-body', '4KiB']);
    expect((await served.call('/api/chat', sized(4096))).status).toBe(200);
    const refused = await served.call('/api/chat', sized(4097));
    expect([codeOf(refused), refused.body]).toEqual([
      '413 body_too_large',
      expect.stringContaining('4096 bytes'),
    ]);
    const chunks = `${head('/api/chat', `X-API-Key: ${key}`)}Transfer-Encoding: chunked\r\n\r\n1001\r\n${'x'.repeat(4097)}`;
    expect(await (await dial(served.url, chunks)).ended).toMatch(/ 413 .*body_too_large/s);
    const announced = head('/api/chat', `X-API-Key: ${key}`) + SIZED;
    expect(await (await dial(served.url, announced)).ended).toMatch(/ 413 .*body_too_large/s);
  });

  test('serve does not start with contradictory limits', async () => {
    const limits = ['--max-body', '8KiB', '--max-bodies', '4KiB'];
    const { code, said } = await testEnv.fails(['serve', '--listen', '127.0.0.1:0', ...limits]);
    expect([code, said]).toEqual([1, expect.stringContaining('--max-bodies')]);
    expect((await testEnv.fails(['serve', '--max-body', '64MB'])).said).toContain('64MiB');
  });

  test('--max-bodies counts the bytes that running requests hold, not the announced lengths', async () => {
    const served = await testEnv.serve([
      '--upstream',
      upstream,
      '--max-body',
      '4KiB',
      '--max-bodies',
      '8KiB',
    ]);
    for (let count = 0; count < 8; count += 1) {
      await dial(served.url, `${head('/api/chat', `X-API-Key: ${key}`)}Content-Length: 4096\r\n\r\n{`);
    }
    const hold = async () => {
      const gate = ollama.holdNext({ path: '/api/chat' });
      const answer = served.call('/api/chat', sized(4000));
      await gate.reached;
      return { gate, answer };
    };
    const [one, other] = [await hold(), await hold()];
    const refused = await served.call('/api/chat', sized(1000));
    expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['413 too_many_bodies', '1']);
    expect(refused.body).toContain('8192 bytes');
    // Requests without a body are still served.
    expect((await served.call('/api/version', { headers: bearer(key) })).status).toBe(200);
    for (const { gate, answer } of [one, other]) {
      gate.release();
      expect((await answer).status).toBe(200);
    }
    expect((await served.call('/api/chat', sized(4000))).status).toBe(200);
  });
});

describe('A13: errors as callers see them', () => {
  /** A key with a correct checksum that was never issued. */
  const STRANGER = formatKey('otk', 'AAAAAAAA', 'B'.repeat(43));

  test('of the store: without its path, which is on stderr, once', async () => {
    const own = await createServeEnv();
    await own.key();
    const served = await own.serve(['--upstream', upstream]);
    const ask = () => served.call('/api/tags', { headers: bearer(STRANGER) });
    expect((await ask()).status).toBe(401);
    const path = join(own.folder, 'turnkey.sqlite');
    // Do not truncate the files: the process has the third one mapped into memory.
    const noise = Buffer.alloc(32_768, 'this is not a database ');
    for (const end of ['', '-wal', '-shm']) await writeFile(`${path}${end}`, noise, { flag: 'r+' });
    await expect.poll(async () => (await ask()).status).toBe(503);
    const answers = [
      await ask(),
      await ask(),
      await served.call('/v1/models', { headers: bearer(STRANGER) }),
    ];
    for (const { status, body, headers } of answers) {
      expect([status, headers['x-turnkey-error']]).toEqual([503, 'store_failed']);
      expect(body).toContain('The store of keys and permissions cannot be used at the moment.');
      expect(body).not.toMatch(/turnkey\.sqlite|\/|database|damaged/);
    }
    await expect.poll(() => served.said().split(path)).toHaveLength(2);
    await own.dispose();
  });

  test('many wrong keys from one address are slowed down, and correct ones from there are served', async () => {
    const served = await testEnv.serve(['--upstream', upstream]);
    const ask = (path: string) => served.call(path, { headers: bearer(STRANGER) });
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('/api/tags')));
    const codes = answers.map(({ status, headers }) => `${status} ${headers['x-turnkey-error']}`);
    expect(new Set(codes)).toEqual(new Set(['401 key_wrong', '429 too_many_wrong_keys']));
    const { status, headers, body } = await ask('/v1/models');
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect(JSON.parse(body).error).toMatchObject({ type: 'rate_limit_error', code: 'too_many_wrong_keys' });
    expect((await served.call('/api/version', { headers: bearer(key) })).status).toBe(200);
    await expect.poll(() => served.said().split('Many wrong keys come from 127.0.0.1.')).toHaveLength(2);
  });

  test('of Ollama: without its address, which is on stderr, once, without secrets', async () => {
    const served = await testEnv.serve(['--upstream', 'http://127.0.0.1:1']);
    for (const path of ['/api/chat', '/v1/chat/completions', '/v1/messages']) {
      const { status, body } = await served.call(path, chat(bearer(key), { stream: true }));
      expect([status, body]).toEqual([502, expect.stringContaining('Ollama does not answer.')]);
      expect(body).not.toMatch(/127\.0\.0\.1|ECONN|http:/);
    }
    const message = 'Ollama does not answer at http://127.0.0.1:1 (ECONNREFUSED).';
    await expect.poll(() => served.said().split(message)).toHaveLength(2);
  });
});

test('A14: a model name cannot send control characters to the terminal that shows the access log', async () => {
  const served = await testEnv.serve(['--upstream', upstream, '--access-log']);
  const model = 'x\u009b31m\u202e\u2028\u007f\u200b';
  expect((await served.call('/api/chat', chat(bearer(key), { model }))).status).toBe(400);
  await expect.poll(() => served.written()).toMatch(/\n$/);
  expect(served.written()).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(served.written()).models).toEqual(['x\\u{9b}31m\\u{202e}\\u{2028}\\u{7f}\\u{200b}']);
});
