/** Bytes in order of arrival, taken from the front without copying what need not be joined. */
export interface ByteQueue {
  readonly size: number;
  push(chunk: Buffer): void;
  /** Up to `most` bytes from the front, left in place. */
  peek(most: number): Buffer;
  skip(count: number): void;
  clear(): void;
}

/** Ollama sends a token at a time: while a reply waits, its tokens are joined in blocks of so many bytes. */
const BLOCK = 16 * 1024;

/** Larger ones are not worth copying. */
const SMALL = BLOCK / 4;

export const createByteQueue = (): ByteQueue => {
  let chunks: Buffer[] = [];
  let size = 0;
  /** Where the last chunk goes on, if it may. */
  let block: Buffer | undefined;
  let filled = 0;

  /** Copies a chunk behind the last one, so that the large buffer that it was read into can go. */
  const join = (chunk: Buffer) => {
    const end = filled + chunk.byteLength;
    if (!block || end > BLOCK) {
      block = Buffer.allocUnsafeSlow(BLOCK);
      filled = 0;
      chunks.push(block.subarray(0, 0));
      join(chunk);
      return;
    }
    const before = chunks.pop()?.byteLength ?? 0;
    chunk.copy(block, filled);
    chunks.push(block.subarray(filled - before, end));
    filled = end;
  };

  return {
    get size() {
      return size;
    },
    push(chunk) {
      // What waits for nothing is taken as it is.
      if (size === 0 || chunk.byteLength > SMALL) {
        chunks.push(chunk);
        block = undefined;
      } else join(chunk);
      size += chunk.byteLength;
    },
    peek(most) {
      const [first] = chunks;
      if (!first) return Buffer.alloc(0);
      if (chunks.length === 1 || first.byteLength >= most) return first.subarray(0, most);
      const parts: Buffer[] = [];
      let left = most;
      for (const chunk of chunks) {
        parts.push(chunk.subarray(0, left));
        left -= chunk.byteLength;
        if (left <= 0) break;
      }
      return Buffer.concat(parts);
    },
    skip(count) {
      let left = count;
      let whole = 0;
      for (const chunk of chunks) {
        if (chunk.byteLength > left) break;
        left -= chunk.byteLength;
        whole += 1;
      }
      chunks = chunks.slice(whole);
      if (left > 0 && chunks[0]) chunks[0] = chunks[0].subarray(left);
      size -= count;
      if (size === 0) block = undefined;
    },
    clear() {
      chunks = [];
      size = 0;
      block = undefined;
    },
  };
};
