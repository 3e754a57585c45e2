import { MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';

/** The input is not a sequence of frames, so reading cannot continue. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const HEADER = 4;

/** Bytes of a frame over the limit that are reported: enough to identify its channel. */
const START = 64;

/** Upper bound of the frames that browsers write: Chrome is limited to 64 MiB, a string in Firefox to 1 GiB. */
const MAX_LENGTH = 1024 ** 3;

/** What is being read: the length of a frame, its JSON, or a frame over the limit. */
type State =
  | { readonly kind: 'header' | 'frame' | 'start'; readonly bytes: Buffer; filled: number }
  | { readonly kind: 'skip'; left: number };

/**
 * Returns a function that decodes native messaging frames (a 32-bit little-endian length, then UTF-8 JSON) from chunks of
 * any size. Each byte is copied at most once. Throws a FrameError for an empty frame, and for one that is not JSON.
 * @param receive called with each message, and its length in bytes
 * @param limit largest frame, in bytes of JSON
 * @param onTooLong called with the first {@link START} bytes of a frame over the limit, whose rest is skipped. Without it,
 * such a frame is a FrameError
 */
export const createFrameDecoder = (
  receive: (message: unknown, bytes: number) => void,
  limit = MAX_FRAME_TO_HOST,
  onTooLong?: (start: string) => void,
) => {
  const header = Buffer.alloc(HEADER);
  let state: State = { kind: 'header', bytes: header, filled: 0 };
  /** Length of the frame being read, if it is over the limit. */
  let tooLong = 0;

  const deliver = (bytes: Buffer) => {
    let message: unknown;
    try {
      message = JSON.parse(bytes.toString('utf8'));
    } catch {
      throw new FrameError(`A frame of ${bytes.byteLength} bytes is not JSON.`);
    }
    receive(message, bytes.byteLength);
  };

  const nextHeader = (): State => ({ kind: 'header', bytes: header, filled: 0 });

  /** The state after a header. */
  const begin = (length: number): State => {
    if (length === 0) throw new FrameError('A frame has no content.');
    if (length <= limit) return { kind: 'frame', bytes: Buffer.allocUnsafe(length), filled: 0 };
    if (!onTooLong || length > MAX_LENGTH) {
      throw new FrameError(`A frame of ${length} bytes exceeds the limit of ${limit}.`);
    }
    tooLong = length;
    return { kind: 'start', bytes: Buffer.allocUnsafe(Math.min(START, length)), filled: 0 };
  };

  /** The state after a complete part. */
  const complete = ({ kind, bytes }: Extract<State, { bytes: Buffer }>): State => {
    if (kind === 'header') return begin(bytes.readUInt32LE(0));
    if (kind === 'frame') deliver(bytes);
    else {
      onTooLong?.(bytes.toString('latin1'));
      return { kind: 'skip', left: tooLong - bytes.byteLength };
    }
    return nextHeader();
  };

  return (chunk: Buffer): void => {
    let at = 0;
    while (at < chunk.byteLength) {
      if (state.kind === 'skip') {
        const skipped = Math.min(state.left, chunk.byteLength - at);
        state.left -= skipped;
        at += skipped;
        if (state.left > 0) return;
        state = nextHeader();
        continue;
      }
      // A frame that is complete in the chunk is parsed without copying.
      if (state.kind === 'header' && state.filled === 0 && chunk.byteLength - at >= HEADER) {
        const length = chunk.readUInt32LE(at);
        if (length > 0 && length <= limit && at + HEADER + length <= chunk.byteLength) {
          at += HEADER + length;
          deliver(chunk.subarray(at - length, at));
          continue;
        }
      }
      const taken = chunk.copy(state.bytes, state.filled, at);
      state.filled += taken;
      at += taken;
      if (state.filled < state.bytes.byteLength) return;
      state = complete(state);
    }
  };
};
