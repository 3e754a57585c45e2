import type { ClientMessage, HostMessage, Payload } from '../../../shared/protocol/messages.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { onAbort } from '../on-abort.ts';
import type { CreditLedger } from './credit-ledger.ts';
import { toBytes } from './payload.ts';
import { createReplyStream, type ReplyStream } from './reply-stream.ts';
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
  readonly upload?: {
    readonly body: BodyReader;
    readonly head: readonly Uint8Array[];
  };
}

/** One request and its reply, as the session sees it. */
export interface Exchange {
  receive(message: HostMessage & { id: number }): void;
  /** Ends it from this side without a word to the host: the line is gone. */
  fail(reason: unknown): void;
}

interface Options {
  readonly id: number;
  readonly request: OutgoingRequest;
  readonly uploadWindow: number;
  readonly signal: AbortSignal | undefined;
  readonly ledger: CreditLedger;
  post(message: ClientMessage): void;
  /** The host owes nothing more for this id. */
  onDone(): void;
  readonly createStream?: typeof createReplyStream | undefined;
}

/** What a host that follows the protocol never breaks. */
function must(holds: unknown, message: string): asserts holds {
  if (!holds) throw new Error(message);
}

/** Sends a request and gives its reply, or rejects with a TurnkeyError or the signal's own reason. */
export const startExchange = ({
  id,
  request,
  uploadWindow,
  signal,
  ledger,
  post,
  onDone,
  createStream = createReplyStream,
}: Options) => {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  let reply: ReplyStream | undefined;
  let upload: Upload | undefined;
  let seq = 0;
  /** Bytes that have come and that nobody has read. */
  let held = 0;
  let over = false;
  let cancelled: { readonly reason: unknown } | undefined;

  let failure: unknown;
  let off: (() => void) | undefined;
  const settle = (reason: unknown) => {
    failure = reason;
    off?.();
    upload?.stop();
    if (reason !== undefined) {
      reject(reason);
      reply?.fail(reason);
    }
  };

  const cancel = (reason: unknown) => {
    if (over) return;
    cancelled = { reason };
    post({ type: 'cancel', id });
    settle(reason);
  };

  const open = () =>
    createStream({
      onRead(bytes) {
        // At the end all was given back at once.
        if (over) return;
        held -= bytes;
        ledger.owe(id, bytes);
      },
      onCancel(reason) {
        cancel(reason ?? new DOMException('The reply was cancelled.', 'AbortError'));
      },
    });

  const receive: Exchange['receive'] = (message) => {
    if (message.type === 'response') {
      must(!reply, 'A reply has two heads.');
      const { status, statusText, headers } = message;
      reply = open();
      // The head may cross with a cancel: what follows it is given back unread.
      if (cancelled) reply.fail(cancelled.reason);
      resolve({ status, statusText, headers, body: reply.stream, failure: () => failure });
    } else if (message.type === 'data') {
      must(reply, 'A piece came before its head.');
      must(message.seq === seq, `Piece ${message.seq} of reply ${id} came where ${seq} was due.`);
      seq += 1;
      const bytes = toBytes(message);
      held += bytes.byteLength;
      reply.push(bytes);
    } else if (message.type === 'credit') {
      must(message.bytes > 0, 'Credit is no number of bytes.');
      upload?.grant(message.bytes);
    } else if (message.type === 'end' || message.type === 'error') {
      must(reply || cancelled || message.type === 'error', 'A reply ends before its head.');
      // What is not read yet is here, whenever that will be: it keeps no other reply from coming.
      ledger.owe(id, held);
      over = true;
      settle(message.type === 'error' ? new TurnkeyError(message) : undefined);
      reply?.end();
      ledger.settle(id);
      onDone();
    } else must(false, `The request ${id} is answered by ${message.type}.`);
  };

  if (signal?.aborted) {
    over = true;
    onDone();
    reject(signal.reason);
    return { promise, exchange: { receive, fail: () => {} } };
  }
  off = onAbort(signal, cancel);
  const { method, path, headers, body } = request;
  post({
    type: 'request',
    id,
    method,
    path,
    headers,
    ...(body && { body }),
    ...(request.upload && { upload: true }),
  });
  if (request.upload) {
    upload = startUpload({ id, ...request.upload, window: uploadWindow, post, onError: cancel });
  }

  const exchange: Exchange = {
    receive,
    fail(reason) {
      over = true;
      settle(reason);
    },
  };
  return { promise, exchange };
};
