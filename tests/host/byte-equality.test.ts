import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { OutgoingRequest } from '../../extension/sdk/session/exchange.ts';
import { toPayload } from '../../extension/sdk/session/payload.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import { INLINE_BODY } from '../../shared/protocol/limits.ts';
import { type Case, headersThatCount, RELAYED, sentBy } from '../byte-equality/case.ts';
import { anyOf, echoes, mixture, type Wish } from '../byte-equality/make-cases.ts';
import { startOllama } from '../byte-equality/start-ollama.ts';
import { bytesOf } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

/** Sends the same request to Ollama directly and through the host, and compares the bytes in both directions. */

interface Got {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly bytes: Buffer;
}

const direct = async (url: string, each: Case): Promise<Got> => {
  const { path, headers, body } = sentBy(each);
  const response = await fetch(url + path, {
    method: each.method,
    headers,
    body: body === undefined ? null : new Uint8Array(body),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: headersThatCount(response.headers), bytes };
};

const requestFor = (each: Case): OutgoingRequest => {
  const { path, headers, body } = sentBy(each);
  const head = { method: each.method, path, headers };
  if (body === undefined) return head;
  if (body.byteLength <= INLINE_BODY) return { ...head, body: toPayload(body) };
  return { ...head, upload: new Blob([new Uint8Array(body)]).stream().getReader() };
};

const throughHost = async (client: Session, each: Case): Promise<Got> => {
  const reply = await client.request(requestFor(each));
  const bytes = await bytesOf(reply);
  return { status: reply.status, headers: headersThatCount(reply.headers), bytes };
};

const expectSame = (got: Got, wanted: Got, seed?: number) => {
  const told = seed === undefined ? undefined : `seed ${seed}`;
  expect({ ...got, bytes: got.bytes.byteLength }, told).toEqual({
    ...wanted,
    bytes: wanted.bytes.byteLength,
  });
  expect(got.bytes.equals(wanted.bytes), told).toBe(true);
};

const open = async () => {
  const testEnv = await createHostEnv();
  const ollama = await startOllama();
  onTestFinished(ollama.stop);
  await testEnv.cli('upstream', 'set', ollama.url);
  const everything = SCOPE_NAMES.filter((scope) => scope !== 'admin');
  const { host } = await testEnv.paired(allow(everything));
  const client = host.client(CLIENT);
  await client.call('access.request', { scopes: everything });
  let number = 0;
  return {
    ollama,
    client,
    async compare(wish: Wish) {
      number += 1;
      const each = { ...wish, number };
      ollama.add(each);
      const wanted = await direct(ollama.url, each);
      expectSame(await throughHost(client, each), wanted);
      const [sentDirectly, sentThrough] = ollama.received(each);
      expect(sentThrough).toEqual(sentDirectly);
    },
  };
};

test.each(RELAYED.map((operation) => [operation.name, operation] as const))(
  'R5: %s passes request and response unchanged',
  async (_, operation) => {
    const { compare } = await open();
    await fc.assert(fc.asyncProperty(anyOf(operation), compare), { numRuns: 6 });
  },
);

test('R5: a body of any size and content is passed unchanged in both directions', async () => {
  const { compare } = await open();
  await fc.assert(fc.asyncProperty(echoes, compare), { numRuns: 30 });
});

test('R5: 64 concurrent requests, over all operations and with bodies of every kind, do not mix', async () => {
  const { ollama, client } = await open();
  const seed = Date.now();
  const cases = mixture(64, seed);
  for (const each of cases) ollama.add(each);
  const wanted = await Promise.all(cases.map((each) => direct(ollama.url, each)));
  const got = await Promise.all(cases.map((each) => throughHost(client, each)));
  for (const [at, each] of got.entries()) expectSame(each, wanted[at] as Got, seed);
});
