import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStandIn, type StandIn } from '../../../scripts/stand-in/create-stand-in.ts';
import { type PullProgress, pullModel } from './pull-model.ts';

let ollama: StandIn;
const turnkey = {
  fetch: ((input, init) =>
    fetch(String(input).replace('http://ollama', ollama.url), init)) satisfies typeof fetch,
};

beforeEach(async () => {
  ollama = createStandIn();
  await ollama.start();
});
afterEach(() => ollama.stop());

const script = (...lines: readonly object[]) =>
  ollama.scriptNext({ path: '/api/pull', chunks: lines.map((line) => `${JSON.stringify(line)}\n`) });

test('a download reports each step and resolves when Ollama has the model', async () => {
  const steps: PullProgress[] = [];
  await pullModel(turnkey, 'llama3.2', { onProgress: (step) => steps.push(step) });
  expect(steps[0]).toEqual({ status: 'pulling manifest', completed: 0, total: 0 });
  const bytes = steps.map(({ completed }) => completed);
  expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
  expect(steps.at(-1)).toEqual({ status: 'success', completed: 98_361_600, total: 98_361_600 });
  expect(JSON.parse(String(ollama.requests[0]?.body))).toEqual({ model: 'llama3.2' });
});

test('the bytes of all parts are added, and lines that are cut anywhere are read', async () => {
  const part = (digest: string, completed?: number) => ({
    status: 'pulling ä',
    digest,
    total: 100,
    completed,
  });
  const lines = [part('a'), part('a', 50), part('b', 10), part('a', 100), { status: 'success' }];
  const bytes = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));
  ollama.scriptNext({ path: '/api/pull', chunks: [...bytes].map((byte) => Buffer.from([byte])) });
  const seen: unknown[] = [];
  await pullModel(turnkey, 'x', { onProgress: ({ completed, total }) => seen.push([completed, total]) });
  expect(seen).toEqual([
    [0, 100],
    [50, 100],
    [60, 200],
    [110, 200],
    [110, 200],
  ]);
});

const FAILURES = [
  ['an error among the steps', () => script({ status: 'pulling manifest' }, { error: 'no space left' })],
  [
    'an error response',
    () => ollama.scriptNext({ path: '/api/pull', status: 500, chunks: ['{"error":"no space left"}'] }),
  ],
] as const;

for (const [name, prepare] of FAILURES) {
  test(`${name} rejects with Ollama’s words`, async () => {
    prepare();
    await expect(pullModel(turnkey, 'x')).rejects.toMatchObject({
      code: 'pull_failed',
      message: expect.stringContaining('could not download the model: no space left.'),
      help: expect.stringContaining('try again'),
    });
  });
}

test('an answer that ends early is a failure', async () => {
  script({ status: 'pulling manifest' });
  await expect(pullModel(turnkey, 'x')).rejects.toMatchObject({ code: 'pull_failed' });
});

test('a denial keeps its code', async () => {
  const error = 'The extension may not manage models. Ask for more. [scope_missing]';
  ollama.scriptNext({ path: '/api/pull', status: 403, chunks: [JSON.stringify({ error })] });
  await expect(pullModel(turnkey, 'x')).rejects.toMatchObject({ code: 'scope_missing' });
});

test('an abort ends the download at Ollama', async () => {
  const gate = ollama.holdNext({ path: '/api/pull' });
  const stop = new AbortController();
  const pulled = pullModel(turnkey, 'x', { signal: stop.signal });
  await gate.reached;
  stop.abort(new Error('enough'));
  await expect(pulled).rejects.toThrow('enough');
  await ollama.waitFor(() => ollama.aborted === 1);
});

test('an error of the listener ends the download, and is what it rejects with', async () => {
  const onProgress = () => {
    throw new Error('no');
  };
  await expect(pullModel(turnkey, 'x', { onProgress })).rejects.toThrow(/^no$/);
  await ollama.waitFor(() => ollama.activeRequests === 0);
});
