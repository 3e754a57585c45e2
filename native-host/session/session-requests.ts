import type { DenialCode } from '../../shared/errors/codes.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { INLINE_BODY, MAX_REQUESTS } from '../../shared/protocol/limits.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import { CALLER_DISCONNECTED } from '../approvals/prompt.ts';
import { denialReply } from '../gateway/answer-locally.ts';
import type { AccessGate } from './access-gate.ts';
import { startHostExchange } from './exchange.ts';
import { payloadSize } from './incoming-body.ts';
import { createReplyWriter, createSessionWindow, giveBack, type ReplyWriter } from './reply-writer.ts';
import type { SessionCore } from './session-core.ts';

/** The requests of one session, and the flow of their replies. */
export interface SessionRequests {
  start(request: ClientMessageOf<'request'>, gate: AccessGate): void;
  body(piece: ClientMessageOf<'body'>): void;
  credit(credit: ClientMessageOf<'credit'>): void;
  /** Ends everything that runs, calls included, and sends nothing more. */
  close(): void;
}

/** Why a request is refused before it is read. Counts an admitted one for the caller. */
const refuse = (
  { running, account }: SessionCore,
  inlineBytes: number,
): readonly [DenialCode, string] | undefined => {
  if (inlineBytes > INLINE_BODY) {
    return ['body_too_large', `A body within its request is limited to ${INLINE_BODY} bytes.`];
  }
  if (running.size >= MAX_REQUESTS) return ['too_many_requests', `${MAX_REQUESTS} requests are running.`];
  if (!account.take('requests')) return ['too_many_requests', 'The extension runs too many requests.'];
  if (account.take('undecided', inlineBytes)) return undefined;
  account.give('requests');
  return ['too_many_requests', 'Too many requests of the extension wait to be allowed.'];
};

/** `welcomed` settles once the welcome has left the process: a request counts as begun after that. */
export const createSessionRequests = (core: SessionCore, welcomed: Promise<void>): SessionRequests => {
  const { channel, outbox, context, account, running, send, fatal } = core;
  const window = createSessionWindow();
  /** The replies that have not ended. The window counts what is still to be credited for the others. */
  const writers = new Map<number, ReplyWriter>();

  const ready = (writer: ReplyWriter) => {
    if (!core.ended) outbox.ready(writer);
  };

  const newWriter = (id: number): ReplyWriter => {
    const writer = createReplyWriter({
      ...{ channel, id, window, ready },
      onRoom: () => running.get(id)?.exchange?.onRoom(),
      onFinished: () => {
        if (running.delete(id)) account.give('requests');
        if (writers.delete(id)) account.give('replies');
        window.ended += writer.unread;
      },
    });
    writers.set(id, writer);
    return writer;
  };

  /** Takes credit for replies that have ended, which are counted as one sum. */
  const creditEnded = (bytes: number): boolean => {
    if (bytes > window.ended) return false;
    window.ended -= bytes;
    giveBack(window, bytes, ready);
    return true;
  };

  return {
    start(request, gate) {
      const { id } = request;
      if (!account.take('replies')) return fatal('protocol_error', 'Too many replies are unread.');
      const writer = newWriter(id);
      const inlineBytes = payloadSize(request.body ?? {});
      const refusal = refuse(core, inlineBytes);
      if (refusal) {
        const { status, statusText, headers, body } = denialReply(...refusal, dialectOf(request.path));
        send({ type: 'response', id, status, statusText, headers });
        writer.push(body);
        writer.finish({ type: 'end', id });
        return;
      }
      const exchange = startHostExchange({
        ...{ request, gate, writer, account, inlineBytes, send },
        gateway: context.gateway,
        begin: (waited) =>
          waited ? new Promise((resolve) => send({ type: 'started', id }, resolve)) : welcomed,
      });
      running.set(id, { exchange, cancel: exchange.cancel });
    },
    body(piece) {
      const wrong = running.get(piece.id)?.exchange?.receiveBody(piece);
      if (wrong) fatal('protocol_error', wrong);
    },
    credit({ id, bytes }) {
      const writer = writers.get(id);
      const taken = writer ? writer.grant(bytes) : creditEnded(bytes);
      if (!taken) fatal('protocol_error', `Credit for ${bytes} bytes that were never sent.`);
    },
    close() {
      for (const { cancel, exchange } of running.values()) {
        cancel(CALLER_DISCONNECTED);
        account.give(exchange ? 'requests' : 'calls');
      }
      for (const writer of writers.values()) outbox.drop(writer);
      account.give('replies', writers.size);
      running.clear();
      writers.clear();
      window.starved.clear();
    },
  };
};
