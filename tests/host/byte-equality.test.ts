import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { OutgoingRequest } from '../../extension/sdk/session/exchange.ts';
import { toPayload } from '../../extension/sdk/session/payload.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { INLINE_BODY } from '../../shared/protocol/limits.ts';
import { bytesOf } from './ask.ts';
import { allow, CLIENT, setHostStage } from './set-host-stage.ts';

/** The same request to Ollama itself and through the host: the same bytes arrive there, and the same come back. */

const MODEL = 'smollm2:135m';
const RELAYED = OPERATIONS.filter(({ scope }) => scope !== 'never');

interface Case {
  readonly operation: Operation;
  readonly method: string;
  /** Tells this request from others of its operation that run at the same time. */
  readonly number: number;
  /** What is sent, where the operation takes a body; it is what makes the digest of a blob. */
  readonly content: Buffer;
  readonly answer: readonly Buffer[];
}

interface Sent {
  readonly path: string;
  readonly type: string | undefined;
  readonly body: Buffer | undefined;
}

const BOUNDARY = 'x0123456789';

const sentBy = ({ operation, number, content }: Case): Sent => {
  const digest = createHash('sha256').update(content).digest('hex');
  const path = operation.path.replace(':digest', `sha256:${digest}`).replace(':model', `m${number}`);
  if (operation.body === 'none') return { path, type: undefined, body: undefined };
  if (operation.body === 'blob') return { path, type: 'application/octet-stream', body: content };
  if (operation.body === 'json') {
    const models = Object.fromEntries(operation.models.map((field) => [field, MODEL]));
    const body = Buffer.from(JSON.stringify({ ...models, number, prompt: content.toString('latin1') }));
    return { path, type: 'application/json', body };
  }
  const part = (name: string, rest: string, value: Buffer) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`),
    value,
    Buffer.from('\r\n'),
  ];
  const body = Buffer.concat([
    ...part('model', '', Buffer.from(MODEL)),
    ...part('number', '', Buffer.from(String(number))),
    ...part('file', '; filename="a"\r\nContent-Type: application/octet-stream', content),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
  return { path, type: `multipart/form-data; boundary=${BOUNDARY}`, body };
};

/** What a body says, whichever bytes a form is written with. */
const contentOf = async (type: string | undefined, body: Buffer): Promise<unknown> => {
  if (!type?.startsWith('multipart/')) return body.toString('base64');
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('base64'),
    ]),
  );
};

const numberIn = async (request: IncomingMessage, body: Buffer): Promise<string> => {
  const type = request.headers['content-type'];
  if (type === 'application/json') return String(JSON.parse(body.toString())['number']);
  if (!type?.startsWith('multipart/')) return '';
  return String(/name="number"\r\n\r\n(\d+)/.exec(body.toString('latin1'))?.[1]);
};

/** An Ollama that answers each case with its own bytes, and notes what it was sent for it. */
const startOllama = async () => {
  const cases = new Map<string, Case>();
  const received = new Map<string, unknown[]>();
  const keyOf = (method: string, path: string, number: string) => `${method} ${path} ${number}`;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    // The host builds a path from its parts, with every character encoded that may be.
    const path = decodeURIComponent(request.url ?? '');
    const key = keyOf(request.method ?? '', path, await numberIn(request, body));
    const found = cases.get(key);
    if (!found) return void response.writeHead(404).end();
    received.set(key, [...(received.get(key) ?? []), await contentOf(request.headers['content-type'], body)]);
    response.sendDate = false;
    response.writeHead(200 + (found.number % 3), { 'Content-Type': 'application/x-any', 'X-Case': key });
    response.flushHeaders();
    for (const chunk of request.method === 'HEAD' ? [] : found.answer) {
      response.write(chunk);
      await nextTurn();
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const keyFor = (each: Case) => {
    const { path, type } = sentBy(each);
    return keyOf(each.method, path, type && each.operation.body !== 'blob' ? String(each.number) : '');
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (each: Case) => void cases.set(keyFor(each), each),
    received: (each: Case) => received.get(keyFor(each)),
  };
};

/** Belongs to a connection, not to the answer. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'date'];

const plainHeaders = (headers: Iterable<readonly [string, string]>) =>
  [...headers]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !OF_THE_CONNECTION.includes(name))
    .sort();

const direct = async (url: string, each: Case) => {
  const { path, type, body } = sentBy(each);
  const response = await fetch(url + path, {
    method: each.method,
    headers: type === undefined ? {} : { 'content-type': type },
    body: body === undefined ? null : new Uint8Array(body),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: plainHeaders(response.headers), bytes };
};

const requestFor = (each: Case): OutgoingRequest => {
  const { path, type, body } = sentBy(each);
  const head = { method: each.method, path, headers: type === undefined ? {} : { 'content-type': type } };
  if (body === undefined) return head;
  if (body.byteLength <= INLINE_BODY) return { ...head, body: toPayload(body) };
  return { ...head, upload: { head: [], body: new Blob([new Uint8Array(body)]).stream().getReader() } };
};

const throughHost = async (client: Session, each: Case) => {
  const reply = await client.request(requestFor(each));
  const bytes = await bytesOf(reply);
  return { status: reply.status, headers: plainHeaders(reply.headers), bytes };
};

const compare = async (url: string, client: Session, each: Case) => {
  const [wanted, got] = [await direct(url, each), await throughHost(client, each)];
  expect({ ...got, bytes: got.bytes.byteLength }).toEqual({ ...wanted, bytes: wanted.bytes.byteLength });
  expect(got.bytes.equals(wanted.bytes)).toBe(true);
};

const open = async () => {
  const stage = await setHostStage();
  const ollama = await startOllama();
  await stage.cli('upstream', 'set', ollama.url);
  const everything = SCOPE_NAMES.filter((scope) => scope !== 'admin');
  const { host } = await stage.paired(allow(everything));
  const client = host.client(CLIENT);
  await client.call('access.request', { scopes: everything });
  return { ollama, client };
};

const LINE = Buffer.from(`${JSON.stringify({ response: 'ä"\\\u0001😀'.repeat(250_000) })}\n`);

const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 200_000 }).map((size) => Buffer.alloc(size, '😀')) },
  { weight: 1, arbitrary: fc.constant(LINE) },
);

/** Cut anywhere, mostly in the middle of characters. */
const recut = (chunks: readonly Buffer[], step: number): Buffer[] => {
  const whole = Buffer.concat(chunks);
  const size = Math.max(step, Math.ceil(whole.byteLength / 40));
  return Array.from({ length: Math.ceil(whole.byteLength / size) }, (_, at) =>
    whole.subarray(at * size, (at + 1) * size),
  );
};

const answers = fc.oneof(
  fc.array(pieces, { maxLength: 8 }),
  fc.tuple(fc.array(pieces, { maxLength: 8 }), fc.integer({ min: 1, max: 9 })).map((both) => recut(...both)),
);

/** A listing is read to leave out what may not be seen: it must be one. */
const asListing = ({ listing }: Operation, answer: readonly Buffer[]): readonly Buffer[] => {
  if (!listing) return answer;
  const details = Buffer.concat(answer).toString('latin1');
  const entries = ['a', 'b'].map((name) => ({ [listing.name]: name, details }));
  return recut([Buffer.from(JSON.stringify({ [listing.field]: entries }))], 7);
};

const contents = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 100_000, max: 1_500_000 }).map((size) => Buffer.alloc(size, 'ß')),
);

test.each(RELAYED.map((operation) => [operation.name, operation] as const))(
  'R5: %s gives the bytes that Ollama gives, and sends those that it is sent',
  async (_, operation) => {
    const { ollama, client } = await open();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operation.methods),
        contents,
        answers,
        async (method, content, answer) => {
          number += 1;
          const each = { operation, method, number, content, answer: asListing(operation, answer) };
          ollama.add(each);
          await compare(ollama.url, client, each);
          const [sentDirectly, sentThrough] = ollama.received(each)?.slice(-2) ?? [];
          expect(sentThrough === undefined || sentThrough).toEqual(sentDirectly);
        },
      ),
      { numRuns: 6 },
    );
  },
);

test('R5: 64 requests at once, over all operations and with bodies of every kind, do not mix', async () => {
  const { ollama, client } = await open();
  const cases = Array.from({ length: 64 }, (_, number): Case => {
    const operation = RELAYED[number % RELAYED.length] as Operation;
    const content = number % 3 ? randomBytes(1 + number) : Buffer.alloc(200_000, `${number}ß`);
    const answer = [
      randomBytes(number * 3_000),
      Buffer.from(`${number} 😀`),
      number % 8 ? Buffer.alloc(0) : LINE,
    ];
    const method = operation.methods[0] as string;
    return {
      operation,
      method,
      number,
      content,
      answer: asListing(operation, recut(answer, 1 + (number % 7))),
    };
  });
  for (const each of cases) ollama.add(each);
  const wanted = await Promise.all(cases.map((each) => direct(ollama.url, each)));
  const got = await Promise.all(cases.map((each) => throughHost(client, each)));
  expect(
    got.map(({ bytes }, index) => bytes.equals((wanted[index] as (typeof wanted)[number]).bytes)),
  ).toEqual(cases.map(() => true));
});
