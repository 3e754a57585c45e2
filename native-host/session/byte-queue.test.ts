import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK, createByteQueue, releaseBlock, takeBlock } from './byte-queue.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)));

test('bytes come out in order for any sizes of reads', () => {
  fc.assert(
    fc.property(chunks, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (input, sizes) => {
      const queue = createByteQueue();
      for (const chunk of input) queue.push(chunk);
      const output: Buffer[] = [];
      for (let read = 0; queue.size > 0; read += 1) {
        const piece = Buffer.from(queue.peek(sizes[read % sizes.length] ?? 1));
        queue.skip(piece.byteLength);
        output.push(piece);
      }
      return Buffer.concat(output).equals(Buffer.concat(input));
    }),
  );
});

test('peek removes nothing and returns at most the requested bytes', () => {
  const queue = createByteQueue();
  queue.push(Buffer.from('ab'));
  queue.push(Buffer.from('cd'));
  expect([queue.peek(3).toString(), queue.peek(9).toString(), queue.size]).toEqual(['abc', 'abcd', 4]);
});

test('peek on an empty queue returns no bytes', () => {
  expect(createByteQueue().peek(5).byteLength).toBe(0);
});

test('a cleared queue is empty', () => {
  const queue = createByteQueue();
  queue.push(Buffer.from('ab'));
  queue.clear();
  expect([queue.size, queue.peek(2).byteLength]).toEqual([0, 0]);
});

test('small chunks stay intact while others are pushed and read', () => {
  const chunk = fc.integer({ min: 1, max: 6000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(chunk, fc.nat(9000)), { maxLength: 60 }), (steps) => {
      const queue = createByteQueue();
      const input: Buffer[] = [];
      const output: Buffer[] = [];
      const take = (most: number) => {
        const piece = Buffer.from(queue.peek(most));
        queue.skip(piece.byteLength);
        output.push(piece);
      };
      for (const [at, [size, taken]] of steps.entries()) {
        input.push(Buffer.alloc(size, at + 1));
        queue.push(Buffer.alloc(size, at + 1));
        if (taken > 0) take(taken);
      }
      take(queue.size);
      return queue.size === 0 && Buffer.concat(output).equals(Buffer.concat(input));
    }),
  );
});

test('a released block is reused, and no two blocks in use are the same', () => {
  const one = takeBlock();
  const other = takeBlock();
  expect([one.byteLength, one === other]).toEqual([BLOCK, false]);
  releaseBlock(one);
  expect(takeBlock()).toBe(one);
  releaseBlock(one);
  releaseBlock(other);
});
