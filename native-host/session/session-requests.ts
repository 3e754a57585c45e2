import type { DenialCode } from '../../shared/errors/codes.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { INLINE_BODY, MAX_REQUESTS } from '../../shared/protocol/limits.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import { CALLER_DISCONNECTED } from '../approvals/prompt.ts';
import { denialReply } from '../gateway/answer-locally.ts';
import { startHostExchange } from './exchange.ts';
import { payloadSize } from './incoming-body.ts';
import { createReplyWriter, createSessionWindow, type ReplyWriter, restoreCredit } from './reply-writer.ts';
import type { SessionAuthorizer } from './session-authorizer.ts';
import type { SessionCore } from './session-core.ts';

/** The requests of a session, and the flow control of their replies. */
export interface SessionRequests {
  start(request: ClientMessageOf<'request'>, authorizer: SessionAuthorizer): void;
  body(piece: ClientMessageOf<'body'>): void;
  credit(credit: ClientMessageOf<'credit'>): void;
  /** Ends all requests and calls, and sends nothing more. */
  close(): void;
}

/** Checks the limits of the session and its caller. Counts the request, or returns why it is refused. */
const refuse = (
  { running, account }: SessionCore,
  inlineBytes: number,
): readonly [DenialCode, string] | undefined => {
  if (inlineBytes > INLINE_BODY) {
    return ['body_too_large', `The body in a request message is limited to ${INLINE_BODY} bytes.`];
  }
  if (running.size >= MAX_REQUESTS)
    return ['too_many_requests', `${MAX_REQUESTS} requests are already running.`];
  if (!account.take('requests'))
    return ['too_many_requests', 'Too many requests of the extension are running.'];
  if (account.take('undecided', inlineBytes)) return undefined;
  account.give('requests');
  return ['too_many_requests', 'Too many requests of the extension are waiting for permission.'];
};

/** @param welcomed resolves once the welcome has left the process, from when on the client knows that requests start */
export const createSessionRequests = (core: SessionCore, welcomed: Promise<void>): SessionRequests => {
  const { channel, outbox, context, account, running, send, fatal } = core;
  const window = createSessionWindow();
  /** The writers of unfinished replies. The window counts the unread bytes of finished ones. */
  const writers = new Map<number, ReplyWriter>();

  const ready = (writer: ReplyWriter) => {
    if (!core.ended) outbox.ready(writer);
  };

  const newWriter = (id: number): ReplyWriter => {
    const writer = createReplyWriter({
      ...{ channel, id, window, ready, deflate: core.deflate },
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

  /** Accepts credit for finished replies, which are accounted for as one total. */
  const creditEnded = (bytes: number): boolean => {
    if (bytes > window.ended) return false;
    window.ended -= bytes;
    restoreCredit(window, bytes, ready);
    return true;
  };

  return {
    start(request, authorizer) {
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
        ...{ request, authorizer, writer, account, inlineBytes, send },
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
      const taken = writer ? writer.addCredit(bytes) : creditEnded(bytes);
      if (!taken)
        fatal('protocol_error', `The client returned credit for ${bytes} bytes that were never sent.`);
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
