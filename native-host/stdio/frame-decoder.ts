import { MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';

/** A line that can't be read any further. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const HEADER = 4;

/** Bytes of a frame that is too long which are shown: enough to tell whose it is. */
const START = 64;

/** No browser writes a longer frame: Chrome stops at 64 MiB, and a string of Firefox ends at 1 GiB. */
const IMPOSSIBLE = 1024 ** 3;

/** What is read at the moment: the length of a frame, its JSON, or the rest of a frame that is too long. */
type State =
  | { readonly kind: 'header' | 'frame' | 'start'; readonly bytes: Buffer; filled: number }
  | { readonly kind: 'skip'; left: number };

/**
 * Reads native-messaging frames (a 32-bit little-endian length, then UTF-8 JSON) from chunks of any size.
 * Each byte is copied at most once, however a frame is split. `receive` gets each message with its length in bytes.
 * Throws a FrameError for what no browser sends: a frame of no bytes, and one that is not JSON.
 * @param limit largest frame, in bytes of JSON
 * @param onTooLong is given the first {@link START} bytes of a longer frame, whose rest is skipped; by default such a
 * frame is a FrameError
 */
export const createFrameDecoder = (
  receive: (message: unknown, bytes: number) => void,
  limit = MAX_FRAME_TO_HOST,
  onTooLong?: (start: string) => void,
) => {
  const header = Buffer.alloc(HEADER);
  let state: State = { kind: 'header', bytes: header, filled: 0 };
  /** Length of the frame that is being read, where it is too long. */
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

  /** What follows the header of a frame. */
  const begin = (length: number): State => {
    if (length === 0) throw new FrameError('A frame has no content.');
    if (length <= limit) return { kind: 'frame', bytes: Buffer.allocUnsafe(length), filled: 0 };
    if (!onTooLong || length > IMPOSSIBLE) {
      throw new FrameError(`A frame of ${length} bytes exceeds the limit of ${limit}.`);
    }
    tooLong = length;
    return { kind: 'start', bytes: Buffer.allocUnsafe(Math.min(START, length)), filled: 0 };
  };

  /** What follows a part that is complete. */
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
      // A frame that lies in the chunk whole is read from there.
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
