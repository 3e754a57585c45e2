import type {
  ClientMessage,
  ClientMessageOf,
  HostMessage,
  Payload,
} from '../../../shared/protocol/messages.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { onAbort } from '../on-abort.ts';
import { assertInOrder } from './assert-in-order.ts';
import { inflate } from './payload.ts';
import { createReply, type ReplyOptions } from './reply.ts';
import { type BodyReader, startUpload } from './upload.ts';

/** A request as the session takes it. */
export interface OutgoingRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Payload | undefined;
  /** A body that is sent in pieces after the request, instead of `body`. */
  readonly upload?: BodyReader | undefined;
}

/** The first message of an exchange: a request for Ollama, or a call that the host answers itself. */
type Outgoing = Omit<ClientMessageOf<'request'>, 'id'> | Omit<ClientMessageOf<'call'>, 'id'>;

/** One request or call, and its answer. */
export interface Exchange {
  /** The reply to a request or the result of a call. Rejects with a TurnkeyError or the signal's own reason. */
  readonly answer: Promise<unknown>;
  /** Takes a message of the host. Throws if the protocol does not allow it at this point. */
  receive(message: HostMessage): void;
  /** Fails the exchange without sending a cancel, because the host is gone. `held`: the user was still being asked. */
  disconnect(errorFor: (held: boolean) => unknown): void;
}

/** What an exchange needs. */
export interface ExchangeOptions extends ReplyOptions {
  readonly outgoing: Outgoing;
  /** The body of a request that is sent in pieces. */
  readonly body?: BodyReader | undefined;
  /** Bytes of `body` that may be sent before the host adds credit. */
  readonly uploadWindow: number;
  /** Aborting it cancels the request or call at the host. */
  readonly signal: AbortSignal | undefined;
  readonly id: number;
  post(message: ClientMessage): void;
  /** Ends the session, because a compressed piece or a message after it breaks the protocol. */
  onFault(cause: unknown): void;
  /** Called when the host has sent its last message for this id. */
  onDone(): void;
}

/** Posts a request or call to the host, and collects the answer. */
export const startExchange = (options: ExchangeOptions): Exchange => {
  const { id, outgoing, body, post, onFault, onDone } = options;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  /** Aborted when the exchange is over: with the error if it has failed, else with null. */
  const over = new AbortController();
  let held = false;

  const fail = (reason: unknown) => {
    over.abort(reason);
    reject(reason);
  };

  const onCancel = (reason: unknown) => {
    if (over.signal.aborted) return;
    post({ type: 'cancel', id });
    fail(reason);
  };

  onAbort(options.signal, onCancel, over.signal);
  const own = { ...options, onCancel, signal: over.signal };
  const reply = createReply(own);
  post({ ...outgoing, id });
  const addCredit = body && startUpload({ ...own, body });

  const accept = (message: HostMessage, bytes?: Uint8Array<ArrayBuffer>) => {
    const { type } = message;
    const isCall = outgoing.type === 'call';
    if (type === 'waiting' || type === 'started') held = type === 'waiting';
    else if (type === 'response') {
      assertInOrder(!isCall);
      resolve(reply.begin(message));
    } else if (type === 'data') reply.push(message, bytes);
    else if (type === 'credit') {
      assertInOrder(message.bytes > 0);
      addCredit?.(message.bytes);
    } else {
      assertInOrder(type === 'error' || type === (isCall ? 'result' : 'end'));
      if (type === 'error') fail(new TurnkeyError(message));
      if (type === 'result') resolve(message.value);
      else reply.end();
      over.abort(null);
      onDone();
    }
  };

  /** Settled when all messages up to a compressed piece were accepted. Undefined before the first one. */
  let accepted: Promise<void> | undefined;

  return {
    answer: promise,
    receive(message) {
      const bytes =
        message.type === 'data' && message.deflate ? inflate(message.deflate, message.length) : undefined;
      // Pieces are inflated at the same time, and accepted in order.
      if (bytes || accepted)
        accepted = Promise.all([bytes, accepted])
          .then(([inflated]) => accept(message, inflated))
          .catch(onFault);
      else accept(message);
    },
    disconnect: (errorFor) => fail(errorFor(held)),
  };
};
