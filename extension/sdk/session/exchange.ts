import type {
  ClientMessage,
  ClientMessageOf,
  HostMessage,
  Payload,
} from '../../../shared/protocol/messages.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { onAbort } from '../on-abort.ts';
import type { CreditLedger } from './credit-ledger.ts';
import { toBytes } from './payload.ts';
import { createReplyStream as createByteStream, type ReplyStream } from './reply-stream.ts';
import { type BodyReader, startUpload, type Upload } from './upload.ts';

/** The head of a reply, with its body still to come. */
export interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Why the body has failed, once it has. */
  readonly failure?: () => unknown;
}

/** A request as it goes into the session. */
export interface OutgoingRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Payload | undefined;
  /** The body of a request that brings it later, instead of `body`. */
  readonly upload?: BodyReader | undefined;
}

/** What is asked of the host: a request that it relays, or a call that it answers itself. */
export type Question = Omit<ClientMessageOf<'request'>, 'id'> | Omit<ClientMessageOf<'call'>, 'id'>;

/** One question and its answer, as the session sees it. */
export interface Exchange {
  /** The reply of a request or the result of a call; rejects with a TurnkeyError or the signal's own reason. */
  readonly answer: Promise<unknown>;
  receive(message: HostMessage & { id: number }): void;
  /** Ends it without a word to the host, who is gone. `held` is true while the user had still to be asked. */
  lose(why: (held: boolean) => unknown): void;
}

interface Options {
  readonly id: number;
  readonly question: Question;
  readonly body: BodyReader | undefined;
  readonly uploadWindow: number;
  readonly signal: AbortSignal | undefined;
  readonly ledger: CreditLedger;
  post(message: ClientMessage): void;
  /** The host owes nothing more for this id. */
  onDone(): void;
  readonly createReplyStream: typeof createByteStream | undefined;
}

/** What a host that follows the protocol never breaks. */
function must(holds: unknown): asserts holds {
  if (!holds) throw new Error('A message came out of order.');
}

/** Asks the host. */
export const startExchange = ({
  id,
  question,
  body,
  uploadWindow,
  signal,
  ledger,
  post,
  onDone,
  createReplyStream = createByteStream,
}: Options): Exchange => {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const isCall = question.type === 'call';
  let reply: ReplyStream | undefined;
  let upload: Upload | undefined;
  let seq = 0;
  /** Bytes that have come and that nobody has read. */
  let unread = 0;
  let held = false;
  let over = false;
  let failed: { readonly reason: unknown } | undefined;

  const stop = () => {
    off();
    upload?.stop(failed?.reason);
  };

  const fail = (reason: unknown) => {
    failed ??= { reason };
    stop();
    reject(reason);
    reply?.fail(reason);
  };

  const cancel = (reason: unknown) => {
    if (over) return;
    post({ type: 'cancel', id });
    fail(reason);
  };

  const onRead = (bytes: number) => {
    // At the end all was given back at once.
    if (over) return;
    unread -= bytes;
    ledger.owe(id, bytes);
  };

  const receive: Exchange['receive'] = (message) => {
    const { type } = message;
    if (type === 'waiting' || type === 'started') held = type === 'waiting';
    else if (type === 'response') {
      must(!isCall && !reply);
      const { status, statusText, headers } = message;
      reply = createReplyStream({ onRead, onCancel: cancel });
      // The head may cross with a cancel: what follows it is given back unread.
      if (failed) reply.fail(failed.reason);
      resolve({ status, statusText, headers, body: reply.stream, failure: () => failed?.reason });
    } else if (type === 'data') {
      must(reply && message.seq === seq);
      seq += 1;
      const bytes = toBytes(message);
      unread += bytes.byteLength;
      reply.push(bytes);
    } else if (type === 'credit') {
      must(message.bytes > 0);
      upload?.grant(message.bytes);
    } else {
      must(type === 'error' || (isCall ? type === 'result' : type === 'end' && (reply || failed)));
      // What is not read yet is here, whenever that will be: it keeps no other reply from coming.
      ledger.owe(id, unread);
      over = true;
      if (type === 'error') fail(new TurnkeyError(message));
      else stop();
      if (type === 'result') resolve(message.value);
      reply?.end();
      ledger.settle(id);
      onDone();
    }
  };

  const off = onAbort(signal, cancel);
  post({ ...question, id });
  if (body) upload = startUpload({ id, body, window: uploadWindow, post, onError: cancel });

  return {
    answer: promise,
    receive,
    lose(why) {
      over = true;
      fail(why(held));
    },
  };
};
