import { expect, test } from 'vitest';
import { createPull, type PullState } from './pull.ts';

const LINES = [
  { status: 'pulling manifest' },
  { status: 'pulling 1', digest: 'sha256:1', total: 100, completed: 40 },
  { status: 'success' },
];

const answer = (lines: readonly object[]): Response =>
  new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

/** A response that has begun and stays open until the request is aborted. */
const pending = (signal: AbortSignal | null | undefined): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        signal?.addEventListener('abort', () => controller.error(signal.reason));
      },
    }),
  );

const setUp = (fetch: (init: RequestInit) => Response) => {
  const states: PullState[] = [];
  const host = { fetch: async (_: unknown, init: RequestInit = {}) => fetch(init) };
  const pull = createPull(host as { fetch: typeof globalThis.fetch }, () => states.push(pull.state));
  return { pull, states };
};

test('a download reports its progress and its end', async () => {
  const { pull, states } = setUp(() => answer(LINES));
  expect(await pull.start('llama3.2')).toBe(true);
  expect(states.map(({ phase }) => phase)).toEqual(['running', 'running', 'running', 'running', 'done']);
  expect(states[2]).toMatchObject({ progress: { completed: 40, total: 100 } });
});

test('a failed download says why', async () => {
  const { pull } = setUp(() => answer([{ error: 'pull model manifest: file does not exist' }]));
  expect(await pull.start('nope')).toBe(false);
  expect(pull.state).toMatchObject({ phase: 'failed', model: 'nope', error: { code: 'pull_failed' } });
});

test('a download can be cancelled, and started again', async () => {
  let requests = 0;
  const { pull } = setUp(({ signal }) => {
    requests += 1;
    return requests === 1 ? pending(signal) : answer(LINES);
  });
  const first = pull.start('llama3.2');
  pull.cancel();
  expect(await first).toBe(false);
  expect(pull.state).toEqual({ phase: 'cancelled', model: 'llama3.2' });
  expect(await pull.start('llama3.2')).toBe(true);
});

test('a new download ends the running one, which changes the state no more', async () => {
  const { pull } = setUp(({ body, signal }) =>
    String(body).includes('slow') ? pending(signal) : answer(LINES),
  );
  const slow = pull.start('slow');
  expect(await pull.start('quick')).toBe(true);
  expect(await slow).toBe(false);
  expect(pull.state).toEqual({ phase: 'done', model: 'quick' });
});
