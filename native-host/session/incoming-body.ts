import type { Readable } from 'node:stream';
import { UPLOAD_WINDOW } from '../../shared/protocol/limits.ts';
import type { ClientMessageOf, Payload } from '../../shared/protocol/messages.ts';
import type { BodyShare } from '../gateway/body-budget.ts';

/** A request body that comes in pieces, no faster than it is read. */
export interface IncomingBody {
  /** Returns why a piece can't be taken, or undefined. */
  receive(piece: ClientMessageOf<'body'>): string | undefined;
  /** The whole body, or undefined if it does not fit into the share. */
  whole(share: BodyShare): Promise<Buffer | undefined>;
  /** The body as a stream, for what is too large to hold. */
  stream(): Readable;
  destroy(): void;
}

export const payloadBytes = ({ text, base64 }: Payload): Buffer =>
  base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');

/** Bytes of a payload, without decoding it. */
export const payloadSize = ({ text, base64 }: Payload): number =>
  base64 === undefined ? Buffer.byteLength(text ?? '', 'utf8') : Buffer.byteLength(base64, 'base64');

interface Options {
  /** Tells the client that so many more bytes may follow. */
  grant(bytes: number): void;
  /** Bytes have arrived that nobody reads yet. Returns false where the caller may not hold so many. */
  hold(bytes: number): boolean;
  /** Somebody reads: the request is allowed. */
  release(): void;
}

/** The client may be ahead by {@link UPLOAD_WINDOW}; what is read is granted again. Nothing is decoded before that. */
export const createIncomingBody = ({ grant, hold, release }: Options): IncomingBody => {
  const waiting: { readonly payload: Payload; readonly size: number }[] = [];
  let seq = 0;
  let ahead = 0;
  let complete = false;
  let destroyed = false;
  let reading = false;
  let wake: (() => void) | undefined;

  async function* read(): AsyncGenerator<Buffer, void> {
    reading = true;
    release();
    for (;;) {
      const next = waiting.shift();
      if (next) {
        ahead -= next.size;
        if (!complete) grant(next.size);
        yield payloadBytes(next.payload);
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
      const { text, base64 } = piece;
      const size = payloadSize(piece);
      ahead += size;
      if (ahead > UPLOAD_WINDOW) return 'The body runs ahead of its credit.';
      if (!reading && !hold(size)) return undefined;
      seq += 1;
      // A client could send pieces without a byte for ever: they take no credit.
      if (size > 0) waiting.push({ payload: { text, base64 }, size });
      complete = piece.last;
      wake?.();
      return undefined;
    },
    async whole(share) {
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of read()) {
        if (!share.add(chunk.byteLength)) return undefined;
        length += chunk.byteLength;
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
