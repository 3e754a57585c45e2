import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, bytesOf, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

const open = async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  return { standIn: testEnv.standIn, client: host.client(CLIENT) };
};

const emoji = Buffer.from('Grüße 👋 漢字');
const line = Buffer.from(`${JSON.stringify({ response: 'ä"\u0001'.repeat(600_000) })}\n`);

test.each<readonly [string, readonly Buffer[]]>([
  ['a body that is split within every character', [...emoji].map((byte) => Buffer.from([byte]))],
  ['a body that is not UTF-8', [Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3])]],
  ['text that ends within a character', [Buffer.from([0x61, 0xf0, 0x9f]), Buffer.from([0x91])]],
  ['text that begins with a byte order mark', [Buffer.from('\ufeffa')]],
  ['a line of more than three megabytes', [line]],
  ['three megabytes of control characters', [Buffer.alloc(3 * 1024 * 1024, 1)]],
  ['three megabytes of random bytes', [randomBytes(3 * 1024 * 1024)]],
  ['an empty body', []],
])('R5: %s arrives as it was sent', async (_, chunks) => {
  const { standIn, client } = await open();
  standIn.scriptNext({ path: '/api/version', chunks });
  const got = await ask(client, get('/api/version'));
  expect(got.equals(Buffer.concat(chunks))).toBe(true);
});

test('a response without content ends', async () => {
  const { standIn, client } = await open();
  standIn.scriptNext({ path: '/api/version', status: 204 });
  const reply = await client.request(get('/api/version'));
  expect([reply.status, (await bytesOf(reply)).byteLength]).toEqual([204, 0]);
});

test('status and headers arrive as they were sent', async () => {
  const { standIn, client } = await open();
  const headers = [
    ['X-One', 'a'],
    ['X-One', 'b'],
    ['Content-Type', 'text/plain'],
  ] as const;
  standIn.scriptNext({ path: '/api/version', status: 418, headers, chunks: ['tea'] });
  const reply = await client.request(get('/api/version'));
  expect(reply.status).toBe(418);
  expect(reply.headers).toEqual(expect.arrayContaining(headers.map((pair) => [...pair])));
});

test('any bytes in any chunks arrive as they were sent', async () => {
  const { standIn, client } = await open();
  const chunk = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => Buffer.from(text)),
    fc.integer({ min: 1, max: 400_000 }).map((size) => Buffer.alloc(size, 'ö')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 12 }), async (chunks) => {
      standIn.scriptNext({ path: '/api/version', chunks });
      const got = await ask(client, get('/api/version'));
      return got.equals(Buffer.concat(chunks));
    }),
    { numRuns: 30 },
  );
});

test('sixteen concurrent responses do not mix', async () => {
  const { standIn, client } = await open();
  await ask(client, get('/api/version'));
  const bodies = Array.from({ length: 16 }, (_, index) =>
    index % 2 ? randomBytes(700_000) : Buffer.alloc(700_000, `${index}ß`),
  );
  for (const [index, body] of bodies.entries()) {
    const chunks = [body.subarray(0, 99_999), body.subarray(99_999)];
    standIn.scriptNext({ path: `/v1/models/m${index}`, chunks });
  }
  const got = await Promise.all(bodies.map((_, index) => ask(client, get(`/v1/models/m${index}`))));
  expect(got.map((bytes, index) => bytes.equals(bodies[index] as Buffer))).toEqual(bodies.map(() => true));
});
