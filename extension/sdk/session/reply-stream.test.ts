import { expect, test } from 'vitest';
import { createReplyStream } from './reply-stream.ts';

const open = () => {
  const read: number[] = [];
  const cancelled: unknown[] = [];
  const reply = createReplyStream(
    (bytes) => read.push(bytes),
    (reason) => cancelled.push(reason),
  );
  return { reply, read, cancelled };
};

const bytes = (text: string) => new TextEncoder().encode(text);
const words = (value: Uint8Array | undefined) => new TextDecoder().decode(value);

test('chunks are read in order, to the end', async () => {
  const { reply } = open();
  for (const text of ['a', 'b', 'c']) reply.push(bytes(text));
  reply.end();
  expect(await new Response(reply.stream).text()).toBe('abc');
});

test('a chunk resolves a pending read', async () => {
  const { reply } = open();
  const reading = reply.stream.getReader().read();
  reply.push(bytes('a'));
  expect(words((await reading).value)).toBe('a');
});

test('a chunk counts as read only when a reader gets it', async () => {
  const { reply, read } = open();
  reply.push(bytes('abc'));
  reply.push(bytes('de'));
  expect(read).toEqual([]);
  await reply.stream.getReader().read();
  expect(read).toEqual([3]);
});

test('an empty reply ends', async () => {
  const { reply } = open();
  const reading = reply.stream.getReader().read();
  reply.end();
  expect(await reading).toEqual({ done: true, value: undefined });
});

test('a chunk resolves a pending BYOB read', async () => {
  const { reply, read } = open();
  const reader = reply.stream.getReader({ mode: 'byob' });
  const reading = reader.read(new Uint8Array(8));
  reply.push(bytes('abc'));
  expect(words((await reading).value)).toBe('abc');
  expect(read).toEqual([3]);
});

test('a BYOB reader with a small buffer gets all bytes', async () => {
  const { reply } = open();
  const reader = reply.stream.getReader({ mode: 'byob' });
  reply.push(bytes('abcde'));
  reply.end();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(2));
    text += words(value);
    if (done) break;
  }
  expect(text).toBe('abcde');
});

test('the end resolves a pending BYOB read', async () => {
  const { reply } = open();
  const reading = reply.stream.getReader({ mode: 'byob' }).read(new Uint8Array(2));
  reply.end();
  expect((await reading).done).toBe(true);
});

test('a failure rejects a pending read', async () => {
  const { reply } = open();
  const reading = reply.stream.getReader().read();
  reply.fail(new Error('lost'));
  await expect(reading).rejects.toThrow('lost');
});

test('a failure returns the credit of unread and later chunks', () => {
  const { reply, read } = open();
  reply.push(bytes('abc'));
  reply.fail(new Error('lost'));
  reply.push(bytes('de'));
  expect(read).toEqual([3, 2]);
});

test('a cancel is reported with its reason, and returns the credit of unread chunks', async () => {
  const { reply, read, cancelled } = open();
  reply.push(bytes('abc'));
  await reply.stream.cancel('enough');
  expect([read, cancelled]).toEqual([[3], ['enough']]);
});

test('after a cancel, end and fail do nothing', async () => {
  const { reply } = open();
  await reply.stream.cancel();
  reply.end();
  expect(() => reply.fail(new Error('lost'))).not.toThrow();
});
