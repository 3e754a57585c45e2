import type { ClientMessage, HostMessage, Payload } from '../../../shared/protocol/messages.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
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
  let over = false;
  let cancelled: { readonly reason: unknown } | undefined;

  const settle = (reason: unknown) => {
    signal?.removeEventListener('abort', abort);
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

  const abort = () => cancel(signal?.reason);

  const open = () =>
    createStream({
      onRead(bytes) {
        ledger.owe(id, bytes);
        if (over) ledger.repay(id);
      },
      onCancel(reason) {
        ledger.repay(id);
        cancel(reason ?? new DOMException('The reply was cancelled.', 'AbortError'));
      },
    });

  const receive: Exchange['receive'] = (message) => {
    if (message.type === 'response') {
      const { status, statusText, headers } = message;
      reply = open();
      // The head may cross with a cancel: what follows it is given back unread.
      if (cancelled) reply.fail(cancelled.reason);
      resolve({ status, statusText, headers, body: reply.stream });
    } else if (message.type === 'data') {
      if (message.seq !== seq)
        throw new Error(`Piece ${message.seq} of reply ${id} came where ${seq} was due.`);
      seq += 1;
      reply?.push(toBytes(message));
    } else if (message.type === 'credit') {
      upload?.grant(message.bytes);
    } else if (message.type === 'end' || message.type === 'error') {
      over = true;
      settle(message.type === 'error' ? new TurnkeyError(message) : undefined);
      reply?.end();
      // What the reader has taken since the last step still counts against the session's window.
      ledger.repay(id);
      onDone();
    }
  };

  if (signal?.aborted) {
    over = true;
    onDone();
    reject(signal.reason);
    return { promise, exchange: { receive, fail: () => {} } };
  }
  signal?.addEventListener('abort', abort);
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
