import { expect, test } from 'vitest';
import { createPageReplyStream } from './page-reply-stream.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const ENOUGH = new Error('enough');

const set = () => {
  const seen = { read: 0, cancelled: [] as unknown[] };
  const reply = createPageReplyStream(
    (count) => {
      seen.read += count;
    },
    (reason) => seen.cancelled.push(reason),
  );
  return { reply, seen };
};

/** Lets all pending work run that does not need a reader. */
const settle = () => new Promise(setImmediate);

test('pushed chunks can be read to the end', async () => {
  const { reply, seen } = set();
  const text = new Response(reply.stream).text();
  for (const each of ['a', 'ä', 'b']) reply.push(bytes(each));
  reply.end();
  expect(await text).toBe('aäb');
  await settle();
  expect(seen).toEqual({ read: 4, cancelled: [] });
});

test('a chunk resolves a pending read', async () => {
  const { reply } = set();
  const reader = reply.stream.getReader();
  const first = reader.read();
  await settle();
  reply.push(bytes('a'));
  expect((await first).value).toEqual(bytes('a'));
});

test('chunks are not consumed without a reader', async () => {
  const { reply, seen } = set();
  for (const each of ['a', 'b', 'c']) reply.push(bytes(each));
  await settle();
  expect(seen.read).toBe(0);
  await reply.stream.getReader().read();
  await settle();
  expect(seen.read).toBeLessThan(3);
});

for (const pushed of [[], ['a', 'b']]) {
  test(`a cancel is reported once, and all credit is returned: ${pushed.length} chunks`, async () => {
    const { reply, seen } = set();
    for (const each of pushed) reply.push(bytes(each));
    await settle();
    await reply.stream.cancel(ENOUGH);
    await settle();
    reply.push(bytes('c'));
    reply.end();
    await settle();
    expect(seen).toEqual({ read: pushed.length + 1, cancelled: [ENOUGH] });
  });

  test(`a failure reaches the reader after the chunk that is being piped: ${pushed.length} chunks`, async () => {
    const { reply, seen } = set();
    for (const each of pushed) reply.push(bytes(each));
    await settle();
    const reader = reply.stream.getReader();
    reply.fail(ENOUGH);
    if (pushed.length > 0) expect((await reader.read()).value).toEqual(bytes('a'));
    await expect(reader.read()).rejects.toBe(ENOUGH);
    await settle();
    expect(seen).toEqual({ read: pushed.length, cancelled: [] });
  });
}
