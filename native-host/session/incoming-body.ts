import type { Readable } from 'node:stream';
import { READING_WINDOW, UPLOAD_WINDOW } from '../../shared/protocol/limits.ts';
import type { ClientMessageOf, Payload } from '../../shared/protocol/messages.ts';
import type { BodyShare } from '../gateway/body-budget.ts';

/** A request body that arrives in pieces. Credit limits how far it can be ahead of its reader. */
interface IncomingBody {
  /** Receives a piece. Returns why it is invalid, or undefined. */
  receive(piece: ClientMessageOf<'body'>): string | undefined;
  /** Resolves with the whole body, as a string if all of it arrived as text. Undefined if it exceeds the share. */
  whole(share: BodyShare): Promise<string | Buffer | undefined>;
  /** The body as a stream, for operations whose bodies are too large to buffer. */
  stream(): Readable;
  destroy(): void;
}

/** The content of a payload: a string if it was sent as text. */
export const payloadContent = ({ text, base64 }: Payload): string | Buffer =>
  base64 === undefined ? (text ?? '') : Buffer.from(base64, 'base64');

const toBytes = (content: string | Buffer): Buffer =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

/** The content of a payload as bytes. */
export const payloadBytes = (payload: Payload): Buffer => toBytes(payloadContent(payload));

/** Size of a payload in bytes, without decoding it. Text counts as UTF-8. */
export const payloadSize = ({ text, base64 }: Payload): number =>
  base64 === undefined ? Buffer.byteLength(text ?? '', 'utf8') : Buffer.byteLength(base64, 'base64');

interface Options {
  /** Allows the client to send this many more bytes. */
  addCredit(bytes: number): void;
  /** Counts bytes that arrive before they are read. Returns false if that exceeds the limit of the caller. */
  hold(bytes: number): boolean;
  /** Called when reading starts, which means that the caller was authorised. */
  release(): void;
}

interface Piece {
  readonly payload: Payload;
  readonly size: number;
}

const isText = (contents: readonly (string | Buffer)[]): contents is string[] =>
  contents.every((content) => typeof content === 'string');

/**
 * The client may be {@link UPLOAD_WINDOW} ahead of the reader, and {@link READING_WINDOW} while the whole body is read.
 * Pieces are decoded, and their credit returned, when they are read.
 */
export const createIncomingBody = ({ addCredit, hold, release }: Options): IncomingBody => {
  const waiting: Piece[] = [];
  let seq = 0;
  let ahead = 0;
  let window: number = UPLOAD_WINDOW;
  let complete = false;
  let destroyed = false;
  let reading = false;
  let wake: (() => void) | undefined;

  async function* read(): AsyncGenerator<Piece, void> {
    reading = true;
    release();
    for (;;) {
      const next = waiting.shift();
      if (next) {
        ahead -= next.size;
        if (!complete) addCredit(next.size);
        yield next;
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

  async function* readBytes(): AsyncGenerator<Buffer, void> {
    for await (const { payload } of read()) yield payloadBytes(payload);
  }

  return {
    receive(piece) {
      if (destroyed) return undefined;
      if (complete) return 'A piece arrived after the last one.';
      if (piece.seq !== seq) return `Piece ${piece.seq} arrived, but ${seq} was expected.`;
      const { text, base64 } = piece;
      const size = payloadSize(piece);
      ahead += size;
      if (ahead > window) return 'The body exceeds its credit.';
      if (!reading && !hold(size)) return undefined;
      seq += 1;
      // Do not queue empty pieces: they need no credit, so a client could send any number of them.
      if (size > 0) waiting.push({ payload: { text, base64 }, size });
      complete = piece.last;
      wake?.();
      return undefined;
    },
    async whole(share) {
      const contents: (string | Buffer)[] = [];
      if (!complete && !destroyed) {
        addCredit(READING_WINDOW - window);
        window = READING_WINDOW;
      }
      for await (const { payload, size } of read()) {
        if (!share.add(size)) return undefined;
        contents.push(payloadContent(payload));
      }
      return isText(contents) ? contents.join('') : Buffer.concat(contents.map(toBytes));
    },
    stream: () => process.getBuiltinModule('node:stream').Readable.from(readBytes(), { objectMode: false }),
    destroy() {
      destroyed = true;
      waiting.length = 0;
      wake?.();
    },
  };
};
