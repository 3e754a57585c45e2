/** As `Buffer.allocUnsafe`. */
export type Allocate = (length: number) => Buffer;

/** Memory for the frames of one write, one after another. */
export interface WriteBuffer {
  readonly allocate: Allocate;
  /** Frames that were allocated here in this order, as one piece. Valid until `reset`. */
  join(frames: readonly Buffer[]): Buffer;
  /** Reuses the memory. The last write must have completed. */
  reset(): void;
}

/**
 * A connection carries tens of megabytes per second, and buffers allocated per frame would be freed long after use.
 * Frames that exceed `size` (bytes) are allocated separately.
 */
export const createWriteBuffer = (size = 512 * 1024): WriteBuffer => {
  let block: Buffer | undefined;
  let end = 0;
  let outside = false;
  return {
    allocate(length) {
      if (end + length > size) {
        outside = true;
        return Buffer.allocUnsafe(length);
      }
      block ??= Buffer.allocUnsafeSlow(size);
      end += length;
      return block.subarray(end - length, end);
    },
    join: (frames) => (outside || !block ? Buffer.concat(frames) : block.subarray(0, end)),
    reset() {
      end = 0;
      outside = false;
    },
  };
};
