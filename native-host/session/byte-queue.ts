/** Bytes in order of arrival, taken from the front without copying what need not be joined. */
export interface ByteQueue {
  readonly size: number;
  push(chunk: Buffer): void;
  /** Up to `most` bytes from the front, left in place. */
  peek(most: number): Buffer;
  skip(count: number): void;
  clear(): void;
}

export const createByteQueue = (): ByteQueue => {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    push(chunk) {
      chunks.push(chunk);
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
    },
    clear() {
      chunks = [];
      size = 0;
    },
  };
};
