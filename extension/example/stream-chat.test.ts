import { expect, test } from 'vitest';
import { createChat } from './stream-chat.ts';

const line = (content: string, rest: object = { done: false }) =>
  `${JSON.stringify({ message: { role: 'assistant', content }, ...rest })}\n`;

const answering =
  (text: string): typeof fetch =>
  () =>
    Promise.resolve(new Response(text));

test('an answer is streamed, and the last record has its speed', async () => {
  const pieces: string[] = [];
  const end = { done: true, eval_count: 30, eval_duration: 2e9 };
  const chat = createChat(answering(line('Hel') + line('lo') + line('', end)));
  const figures = await chat.stream('m', [], (text) => pieces.push(text));
  expect(pieces.join('')).toBe('Hello');
  expect(figures.tokensPerSecond).toBe(15);
  expect(figures.firstTokenMs).toBeGreaterThan(0);
});

test('without a duration there is no speed', async () => {
  const chat = createChat(answering(line('', { done: true, eval_count: 0, eval_duration: 0 })));
  expect((await chat.stream('m', [], () => {})).tokensPerSecond).toBeUndefined();
});

test('Stop aborts a request without a reply so far, and not the next one', async () => {
  const signals: AbortSignal[] = [];
  const chat = createChat((_, init) => {
    const signal = init?.signal as AbortSignal;
    signals.push(signal);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  const stopped = chat.stream('m', [], () => {});
  // The client calls fetch after some microtasks.
  await expect.poll(() => signals.length).toBe(1);
  chat.stop();
  await expect(stopped).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  void chat.models().catch(() => {});
  await expect.poll(() => signals.length).toBe(2);
  expect(signals[1]?.aborted).toBe(false);
});
