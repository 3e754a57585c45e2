import { MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';

/** A line that can't be read any further. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const HEADER = 4;

/**
 * Reads native-messaging frames (a 32-bit little-endian length, then UTF-8 JSON) from chunks of any size.
 * Each byte is copied at most once, however a frame is split. Throws a FrameError for what no browser
 * sends: a frame of no bytes, one that is too long, one that is not JSON.
 */
export const createFrameDecoder = (receive: (message: unknown) => void, limit = MAX_FRAME_TO_HOST) => {
  const header = Buffer.alloc(HEADER);
  let headerLength = 0;
  let frame: Buffer | undefined;
  let filled = 0;

  const deliver = (bytes: Buffer) => {
    let message: unknown;
    try {
      message = JSON.parse(bytes.toString('utf8'));
    } catch {
      throw new FrameError(`A frame of ${bytes.byteLength} bytes is not JSON.`);
    }
    receive(message);
  };

  const readLength = (length: number) => {
    if (length === 0) throw new FrameError('A frame has no content.');
    if (length > limit) throw new FrameError(`A frame of ${length} bytes exceeds the limit of ${limit}.`);
    return length;
  };

  return (chunk: Buffer): void => {
    let at = 0;
    while (at < chunk.byteLength) {
      if (frame) {
        const taken = chunk.copy(frame, filled, at, at + frame.byteLength - filled);
        filled += taken;
        at += taken;
        if (filled < frame.byteLength) return;
        const whole = frame;
        frame = undefined;
        deliver(whole);
        continue;
      }
      const taken = chunk.copy(header, headerLength, at, at + HEADER - headerLength);
      headerLength += taken;
      at += taken;
      if (headerLength < HEADER) return;
      headerLength = 0;
      const length = readLength(header.readUInt32LE(0));
      if (at + length <= chunk.byteLength) {
        deliver(chunk.subarray(at, at + length));
        at += length;
      } else {
        frame = Buffer.allocUnsafe(length);
        filled = 0;
      }
    }
  };
};
