import { MAX_FRAME_TO_BROWSER } from '../../shared/protocol/limits.ts';
import { FrameError } from './frame-decoder.ts';
import type { Allocate } from './write-buffer.ts';

/** Encodes a native messaging frame: a 32-bit little-endian length in bytes, then JSON. Throws a FrameError if it exceeds `limit`. */
export const encodeFrame = (
  message: unknown,
  limit = MAX_FRAME_TO_BROWSER,
  allocate: Allocate = Buffer.allocUnsafe,
): Buffer => {
  const json = JSON.stringify(message);
  const length = Buffer.byteLength(json);
  if (length > limit) throw new FrameError(`A frame of ${length} bytes exceeds the limit of ${limit}.`);
  const frame = allocate(4 + length);
  frame.writeUInt32LE(length, 0);
  frame.write(json, 4);
  return frame;
};
