import { isUtf8 } from 'node:buffer';
import { DEFLATE_PIECE, REPLY_FRAME, REPLY_WINDOW } from '../../shared/protocol/limits.ts';
import type { HostMessage, ReplyPayload } from '../../shared/protocol/messages.ts';
import { createByteQueue } from './byte-queue.ts';
import { createPackPiece, packNothing } from './pack-piece.ts';
import { wholeUtf8 } from './whole-utf8.ts';

/** Sends the body of one reply within the credit of its reader. */
export interface ReplyWriter {
  readonly channel: number | undefined;
  /** True while the reader is behind, so that reading from Ollama should pause. */
  readonly full: boolean;
  push(chunk: Buffer): void;
  /** Sends the last message after what is still queued. */
  finish(message: HostMessage): void;
  /** Discards what is still queued and sends the last message. */
  abandon(message: HostMessage): void;
  /** Bytes that were sent and not returned as credit yet. */
  readonly unread: number;
  /** The reader has consumed this many bytes. Returns false if that is more than it was sent. */
  addCredit(bytes: number): boolean;
  /** Takes the next message. Undefined while there is nothing to send or no credit. */
  take(): HostMessage | undefined;
}

/** Bytes that all replies of a session may still send. */
export interface SessionWindow {
  left: number;
  /** Bytes of completed replies that were sent and not returned as credit yet. */
  ended: number;
  /** Number of replies that are not completely sent. */
  replies: number;
  /** Writers with data and credit that wait for the session's credit. */
  readonly starved: Set<ReplyWriter>;
}

/** @param left the credit of a new session, in bytes */
export const createSessionWindow = (left: number = REPLY_WINDOW.session): SessionWindow => ({
  left,
  ended: 0,
  replies: 0,
  starved: new Set(),
});

/** Returns credit to the session, which makes all starved writers ready. */
export const restoreCredit = (
  window: SessionWindow,
  bytes: number,
  ready: (writer: ReplyWriter) => void,
): void => {
  window.left += bytes;
  const starved = [...window.starved];
  window.starved.clear();
  for (const each of starved) ready(each);
};

interface Options {
  readonly channel: number | undefined;
  readonly id: number;
  readonly window: SessionWindow;
  /** Whether the client reads compressed pieces. @default false */
  readonly deflate?: boolean;
  ready(writer: ReplyWriter): void;
  /** Called when `full` becomes false. */
  onRoom(): void;
  onFinished(): void;
}

/**
 * Largest uncompressed piece of a body in one message, in bytes. JSON encodes a byte as at most six, so a frame stays
 * below 1 MiB, the limit of browsers (https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging).
 */
export const PIECE = REPLY_FRAME;

/**
 * Bytes that all replies of a session may queue before they pause reading from Ollama. One reply fills its largest piece;
 * many replies share it, so that memory does not grow with their number.
 */
const QUEUED = { all: 1024 * 1024, least: 16 * 1024 } as const;

const plain = (bytes: Buffer): ReplyPayload =>
  isUtf8(bytes) ? { text: bytes.toString('utf8') } : { base64: bytes.toString('base64') };

/** Creates the writer of one reply. It starts with the credit of a request, and shares that of its session. */
export const createReplyWriter = ({
  channel,
  id,
  window,
  deflate = false,
  ready,
  onRoom,
  onFinished,
}: Options): ReplyWriter => {
  const queue = createByteQueue();
  const largest = deflate ? DEFLATE_PIECE.most : PIECE;
  const pack = deflate ? createPackPiece() : packNothing;
  let credit: number = REPLY_WINDOW.request;
  let unread = 0;
  let seq = 0;
  let isFull = false;
  let last: HostMessage | undefined;
  window.replies += 1;

  /** The next piece of at most so many bytes. A character that is split between chunks waits for its remaining bytes. */
  const piece = (most: number): Buffer => {
    const bytes = queue.peek(Math.min(most, credit, window.left));
    const complete = last && bytes.byteLength === queue.size;
    return complete ? bytes : bytes.subarray(0, wholeUtf8(bytes));
  };

  /** Whether the queue has its share, which changes with the number of replies. */
  const hasShare = (): boolean =>
    queue.size >= Math.max(QUEUED.least, Math.min(largest, QUEUED.all / window.replies));

  const next = (): HostMessage | undefined => {
    let bytes = piece(largest);
    if (bytes.byteLength === 0) {
      if (window.left < queue.size) window.starved.add(writer);
      return undefined;
    }
    const packed = pack(bytes);
    if (!packed && bytes.byteLength > PIECE) bytes = piece(PIECE);
    const message: HostMessage = { type: 'data', id, seq, ...(packed ?? plain(bytes)) };
    queue.skip(bytes.byteLength);
    seq += 1;
    credit -= bytes.byteLength;
    window.left -= bytes.byteLength;
    unread += bytes.byteLength;
    return message;
  };

  const writer: ReplyWriter = {
    channel,
    get full() {
      return isFull;
    },
    push(chunk) {
      queue.push(chunk);
      isFull ||= hasShare();
      ready(writer);
    },
    finish(message) {
      last = message;
      ready(writer);
    },
    abandon(message) {
      queue.clear();
      isFull = false;
      writer.finish(message);
    },
    get unread() {
      return unread;
    },
    addCredit(bytes) {
      if (bytes > unread) return false;
      unread -= bytes;
      credit += bytes;
      ready(writer);
      restoreCredit(window, bytes, ready);
      return true;
    },
    take() {
      const message = queue.size > 0 ? next() : undefined;
      if (isFull && !hasShare()) {
        isFull = false;
        onRoom();
      }
      if (message || queue.size > 0 || !last) return message;
      const ending = last;
      last = undefined;
      window.replies -= 1;
      onFinished();
      return ending;
    },
  };
  return writer;
};
