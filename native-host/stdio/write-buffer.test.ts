import { expect, test } from 'vitest';
import { createWriteBuffer } from './write-buffer.ts';

const fill = (allocate: (length: number) => Buffer, texts: readonly string[]) =>
  texts.map((text) => {
    const frame = allocate(text.length);
    frame.write(text);
    return frame;
  });

test('the frames of a write are contiguous, and the next write reuses their memory', () => {
  const memory = createWriteBuffer(8);
  const first = memory.join(fill(memory.allocate, ['abc', 'de']));
  expect(first.toString()).toBe('abcde');
  memory.reset();
  const second = memory.join(fill(memory.allocate, ['12345678']));
  expect([second.toString(), second.buffer === first.buffer]).toEqual(['12345678', true]);
});

test('a write that exceeds the buffer is complete, and so is the next one', () => {
  const memory = createWriteBuffer(8);
  expect(memory.join(fill(memory.allocate, ['abc', '123456', 'de'])).toString()).toBe('abc123456de');
  memory.reset();
  expect(memory.join(fill(memory.allocate, ['abc'])).toString()).toBe('abc');
});
