/** As `Buffer.allocUnsafe`. */
export type Allocate = (length: number) => Buffer;

/** Where the frames of one turn are put, one behind the other. */
export interface TurnMemory {
  readonly allocate: Allocate;
  /** The bytes of frames that were allocated here in this order, as one piece. They are there until `begin`. */
  join(frames: readonly Buffer[]): Buffer;
  /** The last turn has left: its memory is used again. */
  begin(): void;
}

/**
 * A line carries tens of megabytes each second: memory that was new for each frame would be freed long after. A turn
 * that does not fit has its own.
 */
export const createTurnMemory = (size = 512 * 1024): TurnMemory => {
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
    begin() {
      end = 0;
      outside = false;
    },
  };
};
