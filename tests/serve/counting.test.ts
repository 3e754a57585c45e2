import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, MODEL, post } from './ask.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** The tokens that `usage` shows for every call shape are those that Ollama reports. */
const ollama = createStandIn({ answer: 'one two three four five six' });
let upstream: string;
let testEnv: ServeEnv;
let served: Served;

const ADMIN = ['--admin-listen', '127.0.0.1:0'];

beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
  await testEnv.key();
  served = await testEnv.serve(['--upstream', upstream, '--limit-tokens-day', '1000000', ...ADMIN]);
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

const messages = [{ role: 'user', content: 'Count to six.' }];
const SHAPES = [
  ['/api/chat', { messages }],
  ['/api/generate', { prompt: 'Count to six.' }],
  ['/v1/chat/completions', { messages }],
  ['/v1/completions', { prompt: 'Count to six.' }],
  ['/v1/responses', { input: 'Count to six.' }],
  ['/v1/messages', { messages, max_tokens: 50 }],
] as const;

/** What Ollama reports at the end of a response: prompt, output. */
const reported = (body: string): readonly [number, number] => {
  const last = (names: string) =>
    Number([...body.matchAll(new RegExp(`"(?:${names})":(\\d+)`, 'g'))].at(-1)?.[1] ?? 0);
  return [
    last('prompt_eval_count|prompt_tokens|input_tokens'),
    last('eval_count|completion_tokens|output_tokens'),
  ];
};

/** A body without what differs from one run to the next. */
const plain = (body: string): string =>
  body
    .replaceAll(/"(id|item_id|created|created_at|completed_at)":("[^"]*"|\d+)/g, '"$1":0')
    .replaceAll(/"(\w+_duration)":\d+/g, '"$1":0');

interface Counts {
  readonly requests: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly estimated: number;
}

const usageOf = async (id: string): Promise<Counts> => {
  const rows: (Counts & { grantId: string })[] = JSON.parse(
    await testEnv.cli('usage', '--by', 'grant', '--json'),
  );
  return rows.find(({ grantId }) => grantId === id) as Counts;
};

/** The tokens of a grant in the metrics. */
const metricsOf = async (id: string): Promise<readonly number[]> => {
  const admin = /metrics are at (\S+)\./.exec(served.said())?.[1] ?? '';
  const text = await fetch(`${admin}/metrics`).then((response) => response.text());
  return ['prompt', 'output'].map((kind) =>
    Number(new RegExp(`turnkey_tokens_total\\{grant="${id}",kind="${kind}"\\} (\\d+)`).exec(text)?.[1] ?? 0),
  );
};

const idOf = (key: string) => key.split('_')[1] as string;

test('every call shape, whole and streamed, counts what Ollama reports, and streams are those of Ollama', async () => {
  const key = await testEnv.key();
  let [prompt, output, requests] = [0, 0, 0];
  for (const [path, body] of SHAPES) {
    for (const stream of [false, true]) {
      const asked = post({ model: MODEL, stream, ...body });
      const direct = await fetch(upstream + path, asked).then((response) => response.text());
      const { status, body: got } = await served.call(path, {
        ...asked,
        headers: { ...asked.headers, ...bearer(key) },
      });
      expect(status, path).toBe(200);
      expect(plain(got), path).toBe(plain(direct));
      // The shape without a report is the same answer as the one with it.
      const whole = post({ model: MODEL, stream: false, ...body });
      const [promptTokens, outputTokens] = reported(
        await fetch(upstream + path, whole).then((response) => response.text()),
      );
      prompt += promptTokens;
      output += outputTokens;
      requests += 1;
    }
  }
  expect(output).toBeGreaterThan(50);
  expect(await usageOf(idOf(key))).toMatchObject({
    requests,
    promptTokens: prompt,
    outputTokens: output,
    estimated: 0,
  });
  await expect.poll(() => metricsOf(idOf(key))).toEqual([prompt, output]);
});

test('embeddings count their prompts, and a client that asks for the usage of a stream gets it', async () => {
  const key = await testEnv.key();
  const ask = (path: string, body: object) => served.call(path, post({ model: MODEL, ...body }, bearer(key)));
  const asked = { stream: true, stream_options: { include_usage: true } };
  const all = [
    await ask('/api/embed', { input: 'Count to six.' }),
    await ask('/v1/embeddings', { input: 'Count to six.' }),
    await ask('/v1/chat/completions', { messages, ...asked }),
  ].map(({ body }) => reported(body));
  expect(all[2]?.[1]).toBeGreaterThan(0);
  const [promptTokens, outputTokens] = [0, 1].map((at) =>
    all.reduce((sum, each) => sum + (each[at] ?? 0), 0),
  );
  expect(await usageOf(idOf(key))).toMatchObject({ requests: 3, promptTokens, outputTokens, estimated: 0 });
});

test.each(SHAPES.filter(([path]) => path !== '/v1/completions'))(
  'a stream of %s that its client leaves counts the pieces that arrived, as an estimate',
  async (path, body) => {
    const key = await testEnv.key();
    const gate = ollama.holdNext({ path, afterTokens: 3 });
    const { body: text, ...options } = post({ model: MODEL, stream: true, ...body }, bearer(key));
    const outgoing = request(served.url, { path, agent: false, ...options });
    outgoing.on('error', () => {}).end(text);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    incoming.on('error', () => {}).resume();
    await gate.reached;
    outgoing.destroy();
    await ollama.waitForIdle();
    const counted = await usageOf(idOf(key));
    expect(counted).toMatchObject({ requests: 1, estimated: 1 });
    expect(Math.abs(counted.outputTokens - 3)).toBeLessThanOrEqual(1);
    expect(counted.promptTokens).toBeGreaterThan(0);
    const { promptTokens, outputTokens } = counted;
    await expect.poll(() => metricsOf(idOf(key))).toEqual([promptTokens, outputTokens]);
  },
);

test('requests and tokens per day: headers tell what is left, and the refusal names the command', async () => {
  const key = await testEnv.key('--limit-day', '2');
  const asked = post({ model: MODEL, messages, stream: false }, bearer(key));
  const first = await served.call('/v1/chat/completions', asked);
  expect(first.headers).toMatchObject({
    'x-ratelimit-limit-requests': '2',
    'x-ratelimit-remaining-requests': '1',
    'x-ratelimit-reset-requests': expect.stringMatching(/^(\d+h)?(\d+m)?\d+s$/),
  });
  await served.call('/v1/chat/completions', asked);
  const refused = await served.call('/v1/chat/completions', asked);
  expect(refused.status).toBe(429);
  expect(refused.headers['x-ratelimit-remaining-requests']).toBe('0');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(JSON.parse(refused.body).error).toMatchObject({
    code: 'rate_limited',
    message: expect.stringContaining(`ollama-turnkey key update ${idOf(key)}`),
  });
  // The limits change while `serve` runs. The tokens of this day were counted with its requests.
  await testEnv.cli(
    'key',
    'update',
    idOf(key),
    '--name',
    'Raised',
    '--limit-day',
    'none',
    '--limit-tokens-day',
    '1',
  );
  const spent = await served.call('/v1/chat/completions', asked);
  expect([spent.status, spent.body]).toEqual([429, expect.stringContaining('tokens per day')]);
  await testEnv.cli('key', 'update', 'Raised', '--limit-tokens-day', 'none');
  const standard = await served.call('/v1/chat/completions', asked);
  expect(standard.headers['x-ratelimit-limit-tokens']).toBe('1000000');
});

test('a key is imported, works as it is, and its end users are counted once it is trusted', async () => {
  const text = 'sk-5f1b7c9e2d4a4c6f8b3e';
  const path = join(testEnv.folder, 'keys.txt');
  await writeFile(path, `# from nginx\nweb ${text}\n`);
  expect(await testEnv.cli('key', 'import', path, '--label', 'team=research')).toMatch(
    /^Imported \w{8} web$/,
  );
  await rm(path);
  const users = { 'X-OpenWebUI-User-Email': 'ada@example.com', 'X-OpenWebUI-User-Name': 'Ada' };
  const ask = () =>
    served.call('/api/chat', post({ model: MODEL, messages, stream: false }, { ...bearer(text), ...users }));
  expect((await ask()).status).toBe(200);
  const accounts = async () => JSON.parse(await testEnv.cli('usage', '--by', 'account', '--json'));
  expect(await accounts()).toEqual([]);
  await testEnv.cli('key', 'update', 'web', '--trust-user-headers');
  expect((await ask()).status).toBe(200);
  expect(await accounts()).toMatchObject([{ account: 'ada@example.com', requests: 1 }]);
  const teams = JSON.parse(await testEnv.cli('usage', '--by-label', 'team', '--json'));
  expect(teams).toContainEqual(expect.objectContaining({ team: 'research', requests: 2 }));
  const rotated = await testEnv.cli('key', 'rotate', 'web', '--overlap', '0');
  expect((await ask()).status).toBe(401);
  expect((await served.call('/api/version', { headers: bearer(rotated) })).status).toBe(200);
});
