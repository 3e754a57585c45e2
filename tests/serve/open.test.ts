import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import type { Recording } from '../../scripts/stand-in/recorded/recordings.ts';
import { comparableParts } from '../conformance/compare.ts';
import { exchange } from '../conformance/exchange.ts';
import { recordings } from '../conformance/recordings.ts';
import { createServeEnv, type ServeEnv } from './start-serve.ts';

/** The recordings in which the decision depends on Origin or Host. */
const DECISIONS = /^(?:cors|host|listed)-|^options-no-origin$|^unknown-path|^wrong-method/;

const byServer = Map.groupBy(
  [...recordings.values()].filter(({ name }) => DECISIONS.test(name)),
  ({ server }) => server,
);

/** Sorts headers, since their order has no meaning. */
const sorted = <Comparable extends { headers: readonly (readonly [string, string])[] }>(
  each: Comparable,
) => ({
  ...each,
  headers: each.headers.map((pair) => pair.join(': ')).sort(),
});

const ollama = createStandIn();
let upstream: string;
let testEnv: ServeEnv;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

describe.each([...byServer])('--open decides like Ollama with %s', (server, recorded: Recording[]) => {
  let url: string;
  beforeAll(async () => {
    const listed = server.match(/^OLLAMA_ORIGINS=(.*)$/)?.[1]?.split(',') ?? [];
    const origins = listed.flatMap((origin) => ['--origin', origin]);
    ({ url } = await testEnv.serve(['--open', '--upstream', upstream, ...origins]));
  });

  test.each(recorded)('$name', async (recording) => {
    const { wanted, got } = comparableParts(recording, await exchange(url, recording.request));
    expect(sorted(got)).toEqual(sorted(wanted));
  });
});

test('Origin is not passed on to Ollama, which would refuse those that are allowed here', async () => {
  expect(ollama.requests.some(({ headers }) => headers.some(([name]) => /^origin$/i.test(name)))).toBe(false);
});
