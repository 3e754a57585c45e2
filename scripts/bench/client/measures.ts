// cspell:ignore AAAAN
import { now } from '../clock.ts';
import type { Workload } from '../server/workload.ts';
import { createLines } from './lines.ts';
import type { Way } from './way.ts';

const chat = (options: Workload, model = 'bench', content = 'Hello', more: object = {}): string =>
  JSON.stringify({ model, messages: [{ role: 'user', content, ...more }], options });

/** Milliseconds from the call to the first chunk of the reply. */
export const firstToken = async (way: Way): Promise<number> => {
  const begun = now();
  let first = 0;
  await way('/api/chat', chat({ tokens: 1 }), () => {
    first ||= now() - begun;
  });
  return first;
};

/** Milliseconds from the server's write to its arrival in this page, for each token. */
export const delays = async (way: Way, tokens: number, rate: number, skew: number): Promise<number[]> => {
  const found: number[] = [];
  const lines = createLines((line) => found.push(now() + skew - (JSON.parse(line) as { sent: number }).sent));
  await way('/api/chat', chat({ tokens, rate }), lines);
  if (found.length !== tokens) throw new Error(`${found.length} of ${tokens} tokens arrived.`);
  return found;
};

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const begun = now();
  await run();
  return now() - begun;
};

const counted = async (way: Way, path: string, body: string): Promise<number> => {
  let size = 0;
  await way(path, body, (piece) => {
    size += piece.length;
  });
  return size;
};

/** Milliseconds until all tokens of several simultaneous replies have arrived. */
export const flood = (way: Way, tokens: number, streams: number, perWrite = 1): Promise<number> =>
  timed(() =>
    Promise.all(
      Array.from({ length: streams }, () =>
        counted(way, '/api/chat', chat({ tokens: Math.floor(tokens / streams), perWrite })),
      ),
    ),
  );

/** Milliseconds until a reply of one large JSON document has arrived. */
export const embedding = (way: Way, bytes: number): Promise<number> =>
  timed(() => counted(way, '/api/embed', JSON.stringify({ model: 'bench', input: 'x', options: { bytes } })));

/** Milliseconds until a request with images of `bytes` bytes is answered. */
export const upload = (way: Way, bytes: number): Promise<number> => {
  const body = chat({}, 'bench', 'Describe.', { images: ['iVBORw0KGgoAAAAN'.repeat(bytes / 16)] });
  return timed(() => counted(way, '/api/chat', body));
};

/** For a real model: milliseconds to the first token, and the mean between tokens. */
export const realChat = async (way: Way, model: string, tokens: number): Promise<[number, number]> => {
  const begun = now();
  const seen: number[] = [];
  const lines = createLines(() => seen.push(now()));
  const options = { num_predict: tokens, temperature: 0, seed: 1 };
  await way('/api/chat', chat(options as Workload, model, 'Tell me a long story.'), lines);
  const [first = 0] = seen;
  return [first - begun, ((seen.at(-1) ?? 0) - first) / Math.max(1, seen.length - 1)];
};
