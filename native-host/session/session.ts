import * as v from 'valibot';
import type { Caller } from '../../shared/access/caller.ts';
import { summarise } from '../../shared/access/grant.ts';
import type { DenialCode, ErrorCode } from '../../shared/errors/codes.ts';
import { problem } from '../../shared/errors/problem.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import {
  INLINE_BODY,
  MAX_CALL,
  MAX_REQUESTS,
  MAX_WAITING,
  REPLY_WINDOW,
  UPLOAD_WINDOW,
} from '../../shared/protocol/limits.ts';
import {
  type ClientMessage,
  type ClientMessageOf,
  clientMessageSchema,
  type HostMessage,
} from '../../shared/protocol/messages.ts';
import { negotiate } from '../../shared/protocol/version.ts';
import { CALLER_GONE } from '../approvals/caller-gone.ts';
import { denialReply } from '../gateway/denial.ts';
import { StoreError } from '../store/store-error.ts';
import { type AccessGate, createAccessGate } from './access-gate.ts';
import type { CallerAccount } from './caller-accounts.ts';
import { type HostExchange, startHostExchange } from './exchange.ts';
import { payloadSize } from './incoming-body.ts';
import type { Outbox } from './outbox.ts';
import { createReplyWriter, type ReplyWriter } from './reply-writer.ts';
import type { HostContext } from './session-context.ts';
import { createSessionWindow, giveBack } from './session-window.ts';
import { showCredential } from './show-credential.ts';

/** The host's end of one session: with one extension, over one channel. */
export interface HostSession {
  /** Takes one message. `bytes` is the length of the frame that carried it. */
  receive(message: unknown, bytes: number): void;
  /** Ends the session with an error: its client has broken a rule. */
  reject(code: ErrorCode, message: string): void;
  notify(name: 'approval' | 'grants', value?: unknown): void;
  /** Ends all that runs, without a word: the line is gone. */
  close(): void;
}

interface Options {
  readonly caller: Caller;
  readonly channel: number | undefined;
  readonly outbox: Outbox;
  readonly context: HostContext;
  /** Counts what the caller holds, here and on its other channels. */
  readonly account: CallerAccount;
}

type Handlers = { [Type in ClientMessage['type']]: (message: ClientMessageOf<Type>) => void };

export const createHostSession = ({ caller, channel, outbox, context, account }: Options): HostSession => {
  const window = createSessionWindow<ReplyWriter>();
  const running = new Map<number, { cancel(reason?: unknown): void; exchange?: HostExchange }>();
  /** Of the replies that have not ended: what is still to come for the others is in the window. */
  const writers = new Map<number, ReplyWriter>();
  const welcomed = Promise.withResolvers<void>();
  let gate: AccessGate | undefined;
  /** What came while the hello was being looked at, in its order. */
  let early: ClientMessage[] | undefined;
  let lastId = 0;
  /** Pongs that have not left this process: a client that does not read could have them fill its memory. */
  let pongs = 0;
  let ended = false;

  const send = (message: HostMessage, left?: () => void) => {
    if (!ended) outbox.send(channel, message, left);
  };

  const close = () => {
    ended = true;
    for (const { cancel, exchange } of running.values()) {
      cancel(CALLER_GONE);
      account.give(exchange ? 'requests' : 'calls');
    }
    for (const writer of writers.values()) outbox.drop(writer);
    account.give('replies', writers.size);
    running.clear();
    writers.clear();
    window.starved.clear();
  };

  const fatal = (code: ErrorCode, message: string) => {
    send({ type: 'error', ...problem(code, message) });
    close();
  };

  const newWriter = (id: number): ReplyWriter => {
    const writer = createReplyWriter({
      channel,
      id,
      window,
      ready: (own) => {
        if (!ended) outbox.ready(own);
      },
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

  /** What readers have taken of replies that have ended, which are no longer told apart. */
  const takeBack = (bytes: number): boolean => {
    if (bytes > window.ended) return false;
    window.ended -= bytes;
    giveBack(window, bytes, (writer) => {
      if (!ended) outbox.ready(writer);
    });
    return true;
  };

  const admit = (id: number): boolean => {
    if (id <= lastId) fatal('protocol_error', `Request ${id} came after ${lastId}.`);
    else lastId = id;
    return !ended;
  };

  /** Why a request is refused before anything of it is looked at; takes its places where it is not. */
  const refuseRequest = (inlineBytes: number): readonly [DenialCode, string] | undefined => {
    if (inlineBytes > INLINE_BODY) {
      return ['body_too_large', `A body within its request is limited to ${INLINE_BODY} bytes.`];
    }
    if (running.size >= MAX_REQUESTS) return ['too_many_requests', `${MAX_REQUESTS} requests are running.`];
    if (!account.take('requests')) return ['too_many_requests', 'The extension runs too many requests.'];
    if (account.take('undecided', inlineBytes)) return undefined;
    account.give('requests');
    return ['too_many_requests', 'Too many requests of the extension wait to be allowed.'];
  };

  const failStore = (error: unknown) =>
    error instanceof StoreError
      ? fatal('store_failed', error.message)
      : fatal('internal', 'The host failed while it looked at a hello.');

  const welcome = async (hello: ClientMessageOf<'hello'>, protocol: number) => {
    const shown = await showCredential({ hello, caller, context, root: channel === undefined });
    const ready = createAccessGate({ caller, context, shown });
    const grant = await ready.grant();
    const message: HostMessage = {
      type: 'welcome',
      protocol,
      host: { version: context.version },
      limits: { replyWindow: REPLY_WINDOW.request, uploadWindow: UPLOAD_WINDOW },
      grant: grant && summarise(grant),
      ...(shown.problem && { problem: shown.problem }),
    };
    send(message, welcomed.resolve);
    gate = ready;
    const waiting = early ?? [];
    early = undefined;
    for (const each of waiting) if (!ended) handle(each);
  };

  const handlers: Handlers = {
    hello(hello) {
      const result = negotiate(context.protocol, hello.protocol);
      if ('outdated' in result) {
        const what = result.outdated === 'host' ? 'host' : 'extension';
        fatal(`${result.outdated}_outdated`, `The ${what} speaks an older protocol than the other side.`);
        return;
      }
      early = [];
      welcome(hello, result.version).catch(failStore);
    },
    request(request) {
      const { id } = request;
      if (!gate || !admit(id)) return;
      if (!account.take('replies')) return fatal('protocol_error', 'Too many replies are unread.');
      const writer = newWriter(id);
      const inlineBytes = payloadSize(request.body ?? {});
      const refusal = refuseRequest(inlineBytes);
      if (refusal) {
        const { status, statusText, headers, body } = denialReply(...refusal, dialectOf(request.path));
        send({ type: 'response', id, status, statusText, headers });
        writer.push(body);
        writer.finish({ type: 'end', id });
        return;
      }
      const exchange = startHostExchange({
        request,
        gateway: context.gateway,
        gate,
        writer,
        account,
        inlineBytes,
        send,
        begin: (waited) =>
          waited ? new Promise((resolve) => send({ type: 'started', id }, resolve)) : welcomed.promise,
      });
      running.set(id, { exchange, cancel: exchange.cancel });
    },
    body(piece) {
      const wrong = running.get(piece.id)?.exchange?.receiveBody(piece);
      if (wrong) fatal('protocol_error', wrong);
    },
    cancel: ({ id }) => running.get(id)?.cancel(),
    credit({ id, bytes }) {
      const writer = writers.get(id);
      const taken = writer ? writer.grant(bytes) : takeBack(bytes);
      if (!taken) fatal('protocol_error', `Credit for ${bytes} bytes that were never sent.`);
    },
    call(call) {
      const { id } = call;
      if (!gate || !admit(id)) return;
      if (running.size >= MAX_REQUESTS || !account.take('calls')) {
        send({ type: 'error', id, ...problem('too_many_requests', 'Too many calls are running.') });
        return;
      }
      const controller = new AbortController();
      running.set(id, { cancel: (reason) => controller.abort(reason) });
      void context.runCall(call, { caller, context, gate, signal: controller.signal }).then((answer) => {
        if (running.delete(id)) account.give('calls');
        send({ id, ...answer });
      });
    },
    ping() {
      pongs += 1;
      if (pongs > MAX_WAITING) return fatal('protocol_error', 'Too many pings are unanswered.');
      send({ type: 'pong' }, () => {
        pongs -= 1;
      });
    },
    pong: () => {},
  };

  const handle = (message: ClientMessage) =>
    (handlers[message.type] as (message: ClientMessage) => void)(message);

  return {
    receive(raw, bytes) {
      if (ended) return;
      if (bytes > MAX_CALL && (raw as { type?: unknown } | null)?.type === 'call') {
        fatal('protocol_error', `A call is limited to ${MAX_CALL} bytes.`);
        return;
      }
      const parsed = v.safeParse(clientMessageSchema, raw);
      if (!parsed.success) {
        fatal('protocol_error', 'A message does not follow the protocol.');
        return;
      }
      const message = parsed.output;
      if (gate || early ? message.type === 'hello' : message.type !== 'hello') {
        fatal('protocol_error', 'A session starts with one hello.');
        return;
      }
      if (!early) handle(message);
      else if (early.length < MAX_WAITING) early.push(message);
      else fatal('protocol_error', 'Too many messages came before the hello was answered.');
    },
    reject: (code, message) => {
      if (!ended) fatal(code, message);
    },
    notify: (name, value) => {
      if (gate) send({ type: 'notice', name, value });
    },
    close,
  };
};
