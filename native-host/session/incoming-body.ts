import type { Readable } from 'node:stream';
import { UPLOAD_WINDOW } from '../../shared/protocol/limits.ts';
import type { ClientMessageOf, Payload } from '../../shared/protocol/messages.ts';

/** A request body that comes in pieces, no faster than it is read. */
export interface IncomingBody {
  /** Returns why a piece can't be taken, or undefined. */
  receive(piece: ClientMessageOf<'body'>): string | undefined;
  /** The whole body, or undefined if it is larger than `limit` bytes. */
  whole(limit: number): Promise<Buffer | undefined>;
  /** The body as a stream, for what is too large to hold. */
  stream(): Readable;
  destroy(): void;
}

export const payloadBytes = ({ text, base64 }: Payload): Buffer =>
  base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');

/** The client may be ahead by {@link UPLOAD_WINDOW}; what is read is granted again. */
export const createIncomingBody = (grant: (bytes: number) => void): IncomingBody => {
  const waiting: Buffer[] = [];
  let seq = 0;
  let ahead = 0;
  let complete = false;
  let destroyed = false;
  let wake: (() => void) | undefined;

  async function* read(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const chunk = waiting.shift();
      if (chunk) {
        ahead -= chunk.byteLength;
        if (chunk.byteLength > 0 && !complete) grant(chunk.byteLength);
        if (chunk.byteLength > 0) yield chunk;
      } else if (complete) {
        return;
      } else if (destroyed) {
        throw new Error('The request was cancelled.');
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  return {
    receive(piece) {
      if (destroyed) return undefined;
      if (complete) return 'A piece came after the last one.';
      if (piece.seq !== seq) return `Piece ${piece.seq} came where ${seq} was due.`;
      const bytes = payloadBytes(piece);
      ahead += bytes.byteLength;
      if (ahead > UPLOAD_WINDOW) return 'The body runs ahead of its credit.';
      seq += 1;
      waiting.push(bytes);
      complete = piece.last;
      wake?.();
      return undefined;
    },
    async whole(limit) {
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of read()) {
        length += chunk.byteLength;
        if (length > limit) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks, length);
    },
    stream: () => process.getBuiltinModule('node:stream').Readable.from(read(), { objectMode: false }),
    destroy() {
      destroyed = true;
      waiting.length = 0;
      wake?.();
    },
  };
};
