import { inflateRawSync } from 'node:zlib';
import { payloadBytes } from '../../native-host/session/incoming-body.ts';
import { DEFLATE_PIECE, REPLY_WINDOW } from '../../shared/protocol/limits.ts';
import type { HostMessage, ReplyPayload } from '../../shared/protocol/messages.ts';

/** Checks a host's messages against rules that hold for any input. */
export interface Auditor {
  /** Checks a message of the host on a channel. Throws if it breaks a rule. */
  heard(channel: number | undefined, message: HostMessage): void;
  /** The client has announced that it reads compressed pieces. */
  announced(channel: number | undefined): void;
  /** Records credit, in bytes, that the client has added. The host ends the session if the number is invalid. */
  granted(channel: number | undefined, id: number, bytes: number): void;
}

interface Reply {
  seq: number;
  unread: number;
  head: boolean;
  over: boolean;
}

interface Ledger {
  readonly replies: Map<number, Reply>;
  unread: number;
  over: boolean;
  /** Whether the client has announced that it reads compressed pieces. */
  deflate: boolean;
}

const ENDS = new Set(['end', 'result', 'error']);

const must = (holds: boolean, what: string) => {
  if (!holds) throw new Error(`The host broke the protocol: ${what}.`);
};

/** The size of a piece after decompression. */
const sizeOfPiece = (piece: ReplyPayload, announced: boolean): number => {
  const { deflate, length = 0 } = piece;
  if (deflate === undefined) return payloadBytes(piece).byteLength;
  must(announced, 'a compressed piece for a client that does not know it');
  const packed = Buffer.from(deflate, 'base64');
  const { byteLength } = inflateRawSync(packed, { maxOutputLength: DEFLATE_PIECE.most });
  must(byteLength === length, `a piece of ${byteLength} bytes that declares ${length}`);
  must(byteLength >= DEFLATE_PIECE.least, 'a small compressed piece');
  must(2 * packed.byteLength < byteLength, 'a compressed piece that did not shrink');
  return byteLength;
};

/** Creates an auditor of the order, number and credit of a host's messages. */
export const createAuditor = (): Auditor => {
  const channels = new Map<number | undefined, Ledger>();

  const ledgerOf = (channel: number | undefined): Ledger => {
    const known = channels.get(channel) ?? { replies: new Map(), unread: 0, over: false, deflate: false };
    channels.set(channel, known);
    return known;
  };

  const replyOf = ({ replies }: Ledger, id: number): Reply => {
    const known = replies.get(id) ?? { seq: 0, unread: 0, head: false, over: false };
    replies.set(id, known);
    return known;
  };

  return {
    heard(channel, message) {
      const ledger = ledgerOf(channel);
      must(!ledger.over, `${message.type} after the end of the session`);
      if (message.type === 'error' && message.id === undefined) ledger.over = true;
      if (!('id' in message) || message.id === undefined) return;
      const reply = replyOf(ledger, message.id);
      must(!reply.over, `${message.type} after the end of ${message.id}`);
      if (message.type === 'response') {
        must(!reply.head, 'two heads of one reply');
        reply.head = true;
      }
      if (message.type === 'data') {
        must(reply.head, 'a piece before its head');
        must(message.seq === reply.seq, `piece ${message.seq} where ${reply.seq} was due`);
        const byteLength = sizeOfPiece(message, ledger.deflate);
        reply.seq += 1;
        reply.unread += byteLength;
        ledger.unread += byteLength;
        must(reply.unread <= REPLY_WINDOW.request, 'more bytes than a reply has credit for');
        must(ledger.unread <= REPLY_WINDOW.session, 'more bytes than the session has credit for');
      }
      if (ENDS.has(message.type)) reply.over = true;
    },
    announced(channel) {
      ledgerOf(channel).deflate = true;
    },
    granted(channel, id, bytes) {
      const ledger = ledgerOf(channel);
      const reply = ledger.replies.get(id);
      // The host counts all completed replies as one, under any of their ids.
      ledger.unread = Math.max(0, ledger.unread - bytes);
      if (reply && bytes <= reply.unread) reply.unread -= bytes;
    },
  };
};
