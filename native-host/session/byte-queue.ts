/** Memory for what waits, in blocks that are used again. */
export const BLOCK = 16 * 1024;

/** Blocks that are kept while nobody needs them: 1 MiB. */
const MOST = 64;

const free: Buffer[] = [];

/** A block that nobody else has. What it holds is anything. */
export const takeBlock = (): Buffer => free.pop() ?? Buffer.allocUnsafeSlow(BLOCK);

/** Gives a block back: nobody may look into it from then on. */
export const giveBlock = (block: Buffer): void => {
  if (free.length < MOST) free.push(block);
};

/** Bytes in order of arrival. */
export interface ByteQueue {
  readonly size: number;
  push(chunk: Buffer): void;
  /** Up to `most` bytes from the front, left in place. They are there until the queue is used again. */
  peek(most: number): Buffer;
  skip(count: number): void;
  clear(): void;
}

interface Piece {
  /** Where the bytes begin and end in it. */
  readonly memory: Buffer;
  from: number;
  to: number;
  /** Whether the memory is a block, which goes back. */
  readonly block: boolean;
}

/** Larger chunks are not worth copying. */
const SMALL = BLOCK / 4;

/** Where bytes are joined that lie in several pieces: one look at a time is all that any queue needs. */
let joined = Buffer.alloc(0);

const NOTHING = Buffer.alloc(0);

/**
 * Ollama sends a token at a time: what is small is copied into blocks, so that the large buffer that it was read
 * into can go. One that is kept while a reply waits grows old, and old memory is freed late.
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
    if (piece.block) giveBlock(piece.memory);
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
      if (chunk.byteLength > SMALL) {
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
