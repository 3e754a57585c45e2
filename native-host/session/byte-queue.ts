/** Size of a reusable block of memory, in bytes. */
export const BLOCK = 16 * 1024;

/** Most free blocks that are kept: 1 MiB. */
const MAX_FREE = 64;

const free: Buffer[] = [];

/** Takes a block. Its contents are undefined. */
export const takeBlock = (): Buffer => free.pop() ?? Buffer.allocUnsafeSlow(BLOCK);

/** Returns a block, which must not be used afterwards. */
export const releaseBlock = (block: Buffer): void => {
  if (free.length < MAX_FREE) free.push(block);
};

/** A FIFO queue of bytes. */
export interface ByteQueue {
  readonly size: number;
  push(chunk: Buffer): void;
  /** Up to `most` bytes from the front, without removing them. Valid until the next call on any queue. */
  peek(most: number): Buffer;
  skip(count: number): void;
  clear(): void;
}

interface Piece {
  readonly memory: Buffer;
  /** Range of the bytes in `memory`. */
  from: number;
  to: number;
  /** Whether `memory` is a block, to be released. */
  readonly block: boolean;
}

/** Larger chunks are queued without copying. */
const MAX_COPIED = BLOCK / 4;

/** Buffer for `peek` across several pieces. All queues share it: no two results are in use at the same time. */
let joined = Buffer.alloc(0);

const NOTHING = Buffer.alloc(0);

/**
 * Small chunks, such as single tokens, are copied into blocks, so that the large buffers that they were read into can be
 * freed early. A buffer that is kept while a reply waits moves to V8's old generation, where it is freed late.
 */
export const createByteQueue = (): ByteQueue => {
  let pieces: Piece[] = [];
  let size = 0;

  const copy = (chunk: Buffer) => {
    let last = pieces.at(-1);
    if (!last?.block || last.to + chunk.byteLength > BLOCK) {
      last = { memory: takeBlock(), from: 0, to: 0, block: true };
      pieces.push(last);
    }
    chunk.copy(last.memory, last.to);
    last.to += chunk.byteLength;
  };

  const drop = (piece: Piece) => {
    if (piece.block) releaseBlock(piece.memory);
  };

  const join = (length: number): Buffer => {
    if (joined.byteLength < length) joined = Buffer.allocUnsafeSlow(length);
    let at = 0;
    for (const { memory, from, to } of pieces) {
      if (at === length) break;
      at += memory.copy(joined, at, from, Math.min(to, from + length - at));
    }
    return joined.subarray(0, length);
  };

  return {
    get size() {
      return size;
    },
    push(chunk) {
      if (chunk.byteLength > MAX_COPIED) {
        pieces.push({ memory: chunk, from: 0, to: chunk.byteLength, block: false });
      } else copy(chunk);
      size += chunk.byteLength;
    },
    peek(most) {
      const [first] = pieces;
      if (!first) return NOTHING;
      const length = Math.min(most, size);
      const { memory, from, to } = first;
      return to - from >= length ? memory.subarray(from, from + length) : join(length);
    },
    skip(count) {
      let left = count;
      let whole = 0;
      for (const piece of pieces) {
        const length = piece.to - piece.from;
        if (length > left) {
          piece.from += left;
          break;
        }
        left -= length;
        whole += 1;
        drop(piece);
      }
      pieces = pieces.slice(whole);
      size -= count;
    },
    clear() {
      for (const piece of pieces) drop(piece);
      pieces = [];
      size = 0;
    },
  };
};
