import { createHash, randomBytes, randomInt } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { OutgoingRequest } from '../../extension/sdk/session/exchange.ts';
import { openSession, type SessionOptions } from '../../extension/sdk/session/session.ts';
import { createFakeRelay, type FakeAnswer } from '../../scripts/fuzz/fake-relay.ts';
import { openHostCore } from '../../scripts/fuzz/host-core.ts';
import { REPLY_WINDOW, UPLOAD_WINDOW } from '../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/version.ts';
import { LINES, natives } from './lines.ts';
import { createPortPair } from './port-pair.ts';

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'mnfeofnfmoipoajggfpebfdmidbobjna',
      connectNative() {
        const [mine, hosts] = createPortPair();
        natives.connect?.(hosts);
        return mine;
      },
    },
  },
}));

const GET: OutgoingRequest = { method: 'GET', path: '/api/version', headers: {} };
const model = (name: string): OutgoingRequest => ({ ...GET, path: `/v1/models/${name}` });

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const blob = (chunks: readonly Buffer[]): OutgoingRequest => {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk));
      controller.close();
    },
  });
  const path = `/api/blobs/sha256:${sha256(Buffer.concat(chunks))}`;
  return { method: 'POST', path, headers: {}, upload: stream.getReader() };
};

const chunk = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => Buffer.from(text)),
  fc.integer({ min: 1, max: 300_000 }).map((size) => Buffer.alloc(size, 'ö')),
);

/** Lines as a model sends them, all different. */
const tokens = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `{"at":${at},"content":" ${randomInt(1e6).toString(36)}ö"}\n`,
  ).join('');

/** Replies that shrink well, a little, and not at all. */
const bulk = fc
  .integer({ min: 1, max: 40_000 })
  .chain((count) =>
    fc.constantFrom(
      Buffer.from(tokens(Math.ceil(count / 4))),
      Buffer.from(Array.from({ length: count }, () => Math.random().toFixed(9)).join(',')),
      randomBytes(count * 8),
      Buffer.alloc(count * 8),
    ),
  );

describe.each(LINES)('over %s', (_, connect) => {
  /** A host with a fake Ollama, which answers with the result of `answer` and records the bodies. */
  const setUp = async (answer: (path: string) => FakeAnswer = () => ({})) => {
    const bodies: Buffer[] = [];
    const relay = createFakeRelay(({ path }, body) => {
      bodies.push(body);
      return answer(path);
    });
    const core = await openHostCore(relay);
    const line = connect(core);
    onTestFinished(async () => {
      line.disconnect();
      await relay.idle();
      await core.close();
    });
    const open = (options: Partial<SessionOptions> = {}) =>
      openSession(line.client, { client: { name: 'test', version: '1' }, ...options });
    return { relay, line, bodies, open, session: open() };
  };

  const ask = async (session: ReturnType<typeof openSession>, request: OutgoingRequest) =>
    buffer((await session.request(request)).body);

  test('R5: any bytes in any chunks arrive unchanged, in both directions', async () => {
    let chunks: readonly Buffer[] = [];
    const { session, bodies } = await setUp(() => ({ chunks }));
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 10 }), async (random) => {
        chunks = random;
        const whole = Buffer.concat(random);
        expect((await ask(session, GET)).equals(whole)).toBe(true);
        await ask(session, blob(random));
        expect(bodies.at(-1)?.equals(whole)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    ['reads compressed pieces', {}],
    ['does not know compressed pieces', { deflate: undefined }],
  ])('R5: large replies arrive unchanged at a client that %s', async (_, options) => {
    let chunks: readonly Buffer[] = [];
    const { open } = await setUp(() => ({ chunks }));
    const session = open(options);
    await fc.assert(
      fc.asyncProperty(fc.array(bulk, { minLength: 1, maxLength: 6 }), async (random) => {
        chunks = random;
        expect((await ask(session, GET)).equals(Buffer.concat(random))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test('R7: replies that are cancelled between and within compressed pieces leave no request and no credit behind', async () => {
    const endless = function* () {
      for (;;) yield Buffer.from(tokens(1_000));
    };
    const { session, relay } = await setUp((path) =>
      path === '/api/version' ? { chunks: endless() } : { chunks: [Buffer.from(tokens(20_000))] },
    );
    // More than the window of the session, if any of it were lost.
    for (let count = 0; count < 2 * (REPLY_WINDOW.session / REPLY_WINDOW.request); count += 1) {
      const stop = new AbortController();
      const reader = (await session.request(GET, stop.signal)).body.getReader();
      for (let read = 0; read < count % 4; read += 1) await reader.read();
      if (count % 2) stop.abort(new Error('enough'));
      else await reader.cancel();
    }
    await relay.idle();
    const whole = await ask(session, model('m'));
    expect(whole.toString().split('\n')).toHaveLength(20_001);
  });

  test('R5: 64 concurrent requests with all kinds of bodies do not mix', async () => {
    const sent = new Map(
      Array.from({ length: 64 }, (_, index) => [
        `/v1/models/m${index}`,
        index % 2 ? randomBytes(index * 4_000) : Buffer.alloc(index * 4_000, `${index}ß`),
      ]),
    );
    const { session } = await setUp((path) => {
      const whole = sent.get(path) ?? Buffer.alloc(0);
      return { chunks: [whole.subarray(0, 999), whole.subarray(999)] };
    });
    const got = await Promise.all([...sent.keys()].map((path) => ask(session, { ...GET, path })));
    expect(got.map((bytes, index) => bytes.equals([...sent.values()][index] as Buffer))).toEqual(
      Array.from({ length: 64 }, () => true),
    );
  });

  test('an upload of several windows arrives complete, while replies arrive', async () => {
    const { session, bodies } = await setUp(() => ({ chunks: [Buffer.from('ok')] }));
    const pieces = Array.from({ length: 40 }, () => randomBytes(UPLOAD_WINDOW / 8));
    const [uploaded, ...others] = await Promise.all([
      ask(session, blob(pieces)),
      ...Array.from({ length: 8 }, () => ask(session, GET)),
    ]);
    expect([uploaded, ...others].map(String)).toEqual(Array.from({ length: 9 }, () => 'ok'));
    expect(bodies.some((body) => body.equals(Buffer.concat(pieces)))).toBe(true);
  });

  test('a paused reader pauses Ollama, and nothing is lost when it continues', async () => {
    let given = 0;
    const chunks = Array.from({ length: 64 }, (_, index) => Buffer.alloc(64 * 1024, `${index} `));
    const counted = function* () {
      for (const each of chunks) {
        given += each.byteLength;
        yield each;
      }
    };
    const { session } = await setUp((path) =>
      path === '/api/version' ? { chunks: counted() } : { chunks: [Buffer.from('ok')] },
    );
    const reply = await session.request(GET);
    // Other requests are answered meanwhile, and show that the flood has not stopped yet.
    for (let before = -1, same = 0; same < 10; before = given) {
      await ask(session, model('other'));
      same = given === before ? same + 1 : 0;
    }
    expect(given).toBeLessThanOrEqual(2 * REPLY_WINDOW.request);
    expect((await buffer(reply.body)).equals(Buffer.concat(chunks))).toBe(true);
  });

  test('a cancel before the head, during the body or by the reader reaches Ollama, and the session continues', async () => {
    const { session, relay } = await setUp((path) =>
      path === '/api/version'
        ? { chunks: [Buffer.from('a')], end: 'silent' }
        : { chunks: [Buffer.from('ok')] },
    );
    await session.welcome;
    const early = new AbortController();
    const first = session.request(GET, early.signal);
    early.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    const late = new AbortController();
    const second = await session.request(GET, late.signal);
    late.abort(new Error('enough'));
    await expect(buffer(second.body)).rejects.toThrow('enough');
    await (await session.request(GET)).body.cancel();
    expect(String(await ask(session, model('m')))).toBe('ok');
    await relay.idle();
  });

  test('an interrupted reply of Ollama is reported as such, and the session continues', async () => {
    const { session } = await setUp((path) =>
      path === '/api/version'
        ? { chunks: [Buffer.from('a')], end: 'break' }
        : { chunks: [Buffer.from('ok')] },
    );
    await expect(ask(session, GET)).rejects.toMatchObject({ code: 'ollama_interrupted' });
    expect(String(await ask(session, model('m')))).toBe('ok');
  });

  test('R7: a disconnect rejects all running requests, and aborts them at Ollama', async () => {
    const { session, relay, line } = await setUp(() => ({ chunks: [Buffer.from('a')], end: 'silent' }));
    const replies = await Promise.all(Array.from({ length: 8 }, () => session.request(GET)));
    const read = replies.map(({ body }) => buffer(body));
    line.disconnect();
    for (const each of read) await expect(each).rejects.toMatchObject({ code: 'interrupted' });
    await relay.idle();
    expect(session.ended).toBe(true);
  });

  test('R7: when a client disconnects, only its requests are aborted', async () => {
    const { session, open, relay } = await setUp((path) => ({
      chunks: [Buffer.from('a')],
      end: path === '/api/version' ? 'silent' : 'complete',
    }));
    const leaving = open();
    const staying = await session.request(GET);
    for (let count = 0; count < 8; count += 1) await leaving.request(GET);
    expect(relay.active).toBe(9);
    leaving.close();
    while (relay.active > 1) await ask(session, model('m'));
    await staying.body.cancel();
    await relay.idle();
  });

  const hello: ClientMessage = { type: 'hello', protocol: PROTOCOL, client: { name: 'rogue', version: '1' } };
  const request: ClientMessage = { type: 'request', id: 1, method: 'GET', path: '/api/version', headers: {} };
  const upload: ClientMessage = { ...request, method: 'POST', path: '/api/chat', upload: true };
  const blobUpload: ClientMessage = { ...upload, path: `/api/blobs/sha256:${'0'.repeat(64)}` };
  const body = (more: object) => ({ type: 'body', id: 1, seq: 0, text: '', last: false, ...more });

  test.each<readonly [string, readonly unknown[]]>([
    ['sends a request before hello', [request]],
    ['sends hello twice', [hello, hello]],
    ['sends an unknown message', [hello, { type: 'nonsense' }]],
    ['sends a message that is not an object', [hello, 7]],
    ['sends null', [hello, null]],
    ['reuses an id', [hello, request, request]],
    ['decreases the id', [hello, { ...request, id: 9 }, { ...request, id: 2 }]],
    [
      'adds more credit than it received bytes',
      [hello, request, { type: 'credit', id: 1, bytes: 5_000_000 }],
    ],
    ['adds credit for an unknown id', [hello, { type: 'credit', id: 77, bytes: 1 }]],
    ['adds negative credit', [hello, request, { type: 'credit', id: 1, bytes: -1 }]],
    ['adds credit that is not a number', [hello, request, { type: 'credit', id: 1, bytes: 'all' }]],
    ['adds too much credit', [hello, request, { type: 'credit', id: 1, bytes: 1e308 }]],
    ['sends a body without an upload', [hello, request, body({})]],
    ['skips a piece of a body', [hello, upload, body({ seq: 1 })]],
    [
      'sends a piece after the last one',
      [hello, upload, body({ text: '{"model":"m"}', last: true }), body({ seq: 1 })],
    ],
    ['sends more than its credit', [hello, blobUpload, body({ text: 'x'.repeat(UPLOAD_WINDOW + 1) })]],
  ])(
    'R6: a client that %s is disconnected with a protocol_error, and no other client is',
    async (_name, messages) => {
      const { session, line, relay } = await setUp((path) =>
        // The host itself asks for the models.
        path.startsWith('/v1/') || path === '/api/tags'
          ? { chunks: [Buffer.from('one, '), Buffer.from('two')] }
          : { chunks: [Buffer.from('a')], end: 'silent' },
      );
      const running = session.request(model('m'));
      const { promise: ended, resolve } = Promise.withResolvers<unknown>();
      const receive = (message: HostMessage) => {
        if (message.type === 'error' && message.id === undefined) resolve(message);
        // The companion itself rejects some malformed messages.
        if (message.type === 'closed') resolve(message.problem);
      };
      const rogue = line.client(receive, () => {});
      for (const message of messages) rogue.post(message as ClientMessage);
      expect(await ended).toMatchObject({ code: 'protocol_error' });
      expect(String(await buffer((await running).body))).toBe('one, two');
      await relay.idle();
    },
  );
});
