import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS, type Target } from '../../extension/targets.ts';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import { type Case, headersThatCount, RELAYED, sentBy } from '../byte-equality/case.ts';
import { anyOf, echoes, mixture, type Wish } from '../byte-equality/make-cases.ts';
import { type EqualityOllama, startOllama } from '../byte-equality/start-ollama.ts';
import { type Clients, openClients } from '../differential/open-clients.ts';
import type { Ask, Both, Told } from '../fixtures/clients/bytes.ts';

declare const askBoth: (base: string, key: string, all: readonly Ask[]) => Promise<Both>;

const EVERYTHING = SCOPE_NAMES.filter((scope) => scope !== 'admin');

/** How often each operation is tried. Starting a browser takes most of the time anyway. */
const RUNS: Readonly<Record<Target, { operation: number; echo: number }>> = {
  chromium: { operation: 3, echo: 20 },
  firefox: { operation: 1, echo: 10 },
};

describe.each(TARGETS)('in %s, from a page with the permission for plain fetch', (target) => {
  let ollama: EqualityOllama;
  let clients: Clients;
  let number = 0;

  beforeAll(async () => {
    ollama = await startOllama();
    clients = await openClients(target, ollama.url, { page: 'bytes.html', scopes: EVERYTHING });
  });
  afterAll(async () => {
    await clients.end();
    ollama.stop();
  });

  const ask = async (cases: readonly Case[], piece?: number): Promise<Both> => {
    const all = cases.map((each): Ask => {
      const { path, headers, body } = sentBy(each);
      return { path, method: each.method, headers, body: body?.toString('base64') ?? null, piece };
    });
    const { page, key } = clients;
    const { plain, turnkey } = await page.evaluate((...args) => askBoth(...args), ollama.url, key, all);
    const counted = (each: Told) => ({ ...each, headers: headersThatCount(each.headers) });
    return { plain: plain.map(counted), turnkey: turnkey.map(counted) };
  };

  /** Checks the reply to a case, as far as it is known in advance. */
  const scripted = (each: Case) => {
    const bytes = each.answer === 'echo' ? (sentBy(each).body as Buffer) : Buffer.concat(each.answer);
    return each.method === 'HEAD'
      ? { length: 0 }
      : { length: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
  };

  /** Sends all cases at once by plain fetch, then all at once by Turnkey. */
  const compare = async (cases: readonly Case[], piece?: number, told?: string) => {
    for (const each of cases) ollama.add(each);
    const { plain, turnkey } = await ask(cases, piece);
    expect(plain, told).toMatchObject(cases.map(scripted));
    expect(turnkey, told).toEqual(plain);
    for (const each of cases) {
      const [sentDirectly, ...others] = ollama.received(each);
      expect(others, told).toEqual([sentDirectly]);
    }
  };

  const next = (wish: Wish): Case => {
    number += 1;
    return { ...wish, number };
  };

  test.each(RELAYED.map((operation) => [operation.name, operation] as const))(
    'R5: %s gives the bytes that plain fetch gives, and sends those that it sends',
    async (_, operation) => {
      const property = fc.asyncProperty(anyOf(operation), (wish) => compare([next(wish)]));
      await fc.assert(property, { numRuns: RUNS[target].operation });
    },
  );

  test('R5: a body of any size and content arrives and returns unchanged, whole or in pieces of any size', async () => {
    const pieces = fc.option(fc.integer({ min: 7_000, max: 300_000 }), { nil: undefined });
    const property = fc.asyncProperty(echoes, pieces, (wish, piece) => compare([next(wish)], piece));
    await fc.assert(property, { numRuns: RUNS[target].echo });
  });

  test('R5: 64 requests at once, with all operations and kinds of bodies, do not mix', async () => {
    const seed = Date.now();
    await compare(mixture(64, seed).map(next), undefined, `seed ${seed}`);
  });
});
