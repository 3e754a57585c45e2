import type { HostMessageOf } from '../../../shared/protocol/messages.ts';
import { onAbort } from '../on-abort.ts';
import { assertInOrder } from './assert-in-order.ts';
import type { CreditLedger } from './credit-ledger.ts';
import { toBytes } from './payload.ts';
import { createReplyStream as createByteStream, type ReplyStream } from './reply-stream.ts';

/** The head of a reply. The body may still be arriving. */
export interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The reason for which the body failed; null or undefined if it has not. */
  readonly failure?: () => unknown;
}

/** What a reply needs. */
export interface ReplyOptions {
  readonly ledger: CreditLedger;
  /** Creates the body of the reply. @default a byte stream of this context */
  readonly createStream?: typeof createByteStream | undefined;
}

interface Options extends ReplyOptions {
  readonly id: number;
  /** Called when the reader cancels the body. */
  onCancel(reason: unknown): void;
  /** Fails the body with its reason if it is aborted before the host has sent everything. */
  readonly signal: AbortSignal;
}

/** Builds the reply to one request from the host's messages, and returns credit as the body is read. */
export const createReply = ({ id, ledger, onCancel, createStream = createByteStream, signal }: Options) => {
  let body: ReplyStream | undefined;
  let seq = 0;
  /** Bytes received but not read yet. */
  let unread = 0;
  let complete = false;

  const onRead = (bytes: number) => {
    if (complete) return;
    unread -= bytes;
    ledger.consumed(id, bytes);
  };

  return {
    /** Takes the head. Throws for a second one. */
    begin(head: HostMessageOf<'response'>): Reply {
      assertInOrder(!body);
      const created = createStream(onRead, onCancel);
      body = created;
      // It may be aborted already, if the host sent the head before it received our cancel.
      onAbort(signal, (reason) => complete || created.fail(reason));
      return { ...head, body: created.stream, failure: () => signal.reason };
    },
    /** Takes a piece of the body, with its bytes if it was compressed. Throws if the head or another piece is missing before it. */
    push(message: HostMessageOf<'data'>, bytes = toBytes(message)) {
      assertInOrder(body && message.seq === seq);
      seq += 1;
      unread += bytes.length;
      body.push(bytes);
    },
    /** The host has sent everything. Throws if there was no head, unless the signal is aborted. */
    end() {
      assertInOrder(body || signal.aborted);
      // Return the remaining credit now, so that an unread reply cannot block others.
      ledger.consumed(id, unread);
      ledger.closed(id);
      complete = true;
      body?.end();
    },
  };
};
