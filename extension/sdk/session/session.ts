import type { Problem } from '../../../shared/errors/problem.ts';
import { UPLOAD_WINDOW } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage, HostMessageOf } from '../../../shared/protocol/messages.ts';
import type { Transport } from '../../../shared/protocol/transport.ts';
import { PROTOCOL, type VersionRange } from '../../../shared/protocol/version.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { unbegun } from '../errors/unbegun.ts';
import { onAbort } from '../on-abort.ts';
import { createCreditLedger } from './credit-ledger.ts';
import { type Exchange, type OutgoingRequest, type Reply, startExchange } from './exchange.ts';
import type { createReplyStream } from './reply-stream.ts';

type Welcome = HostMessageOf<'welcome'>;

/** The client's end of one session with the host. */
export interface Session {
  /** The host's answer to `hello`; rejects with a TurnkeyError if the way to the host is broken. */
  readonly welcome: Promise<Welcome>;
  /** True from the moment that the session can take no more requests. */
  readonly ended: boolean;
  /** True if it has ended by itself. */
  readonly lost: boolean;
  request(request: OutgoingRequest, signal?: AbortSignal): Promise<Reply>;
  /** Asks the host itself for one of its named calls. */
  call(name: string, params?: Record<string, unknown>, signal?: AbortSignal): Promise<unknown>;
  /** Takes no more requests, and closes once those that run have ended. */
  retire(): void;
  close(): void;
}

export interface SessionOptions {
  readonly client: { readonly name: string; readonly version: string };
  readonly key?: string | undefined;
  readonly token?: string | undefined;
  /** @default what this build speaks */
  readonly protocol?: VersionRange;
  /** Makes the body of each reply. @default a byte stream of this context */
  readonly createReplyStream?: typeof createReplyStream | undefined;
  /** Called when the host has answered the `hello`. */
  onWelcome?(): void;
  /** Called for each notice of the host. */
  onNotice?(notice: HostMessageOf<'notice'>): void;
  /** Called once when the session has ended by itself; no problem means that it was closed for quiet. */
  onEnd?(problem: TurnkeyError | undefined): void;
}

const CLOSED: Problem = { code: 'interrupted', message: 'The connection was closed.' };

/** Says hello over a transport. Requests may follow at once: they wait for nothing but the line. */
export const openSession = (
  transport: Transport<ClientMessage, HostMessage>,
  options: SessionOptions,
): Session => {
  const { client, key, token, protocol = PROTOCOL } = options;
  const { promise: welcome, resolve, reject } = Promise.withResolvers<Welcome>();
  // Nobody has to look at the welcome: each request fails with the same error by itself.
  welcome.catch(() => {});
  const exchanges = new Map<number, Exchange>();
  let uploadWindow: number = UPLOAD_WINDOW;
  let lastId = 0;
  let welcomed = false;
  let ended = false;
  let lost = false;
  let quiet = false;
  let retired = false;
  let endedWith: unknown;

  /** Requests that the host holds back until the user has answered. */
  const waiting = new Set<number>();

  const end = (error: TurnkeyError, by: 'us' | 'line' | ((id: number) => TurnkeyError)) => {
    if (ended) return;
    ended = true;
    lost = by !== 'us';
    endedWith = error;
    reject(error);
    for (const [id, exchange] of exchanges) {
      exchange.fail(typeof by === 'function' ? by(id) : error);
    }
    exchanges.clear();
    transport.close();
    if (lost) options.onEnd?.(quiet ? undefined : error);
  };

  /**
   * The end as the other side tells it, after all else that it had to say. What it would have told of a request
   * that begins was not said: that one has not begun.
   */
  const endTold = (problem: Problem | undefined) => {
    quiet = problem === undefined;
    const error = new TurnkeyError(problem ?? CLOSED);
    end(error, (id) =>
      quiet || !welcomed || waiting.has(id) ? unbegun(new TurnkeyError(problem ?? CLOSED)) : error,
    );
  };

  const forget = (id: number) => {
    exchanges.delete(id);
    waiting.delete(id);
    if (retired && exchanges.size === 0) end(new TurnkeyError(CLOSED), 'us');
  };

  const dispatch = (message: HostMessage) => {
    if (message.type === 'welcome') {
      welcomed = true;
      uploadWindow = message.limits.uploadWindow;
      resolve(message);
      options.onWelcome?.();
    } else if (message.type === 'notice') {
      options.onNotice?.(message);
    } else if (message.type === 'closed') {
      endTold(message.problem);
    } else if (message.type === 'error' && message.id === undefined) {
      endTold(message);
    } else if (message.type === 'waiting') {
      waiting.add(message.id);
    } else if (message.type === 'started') {
      waiting.delete(message.id);
    } else if ('id' in message && message.id !== undefined) {
      exchanges.get(message.id)?.receive(message as HostMessage & { id: number });
    } else if (message.type === 'ping') {
      transport.post({ type: 'pong' });
    }
  };

  transport.onMessage((message) => {
    try {
      dispatch(message);
    } catch (cause) {
      const message = 'The host broke the protocol.';
      end(new TurnkeyError({ code: 'protocol_error', message }, { cause }), 'line');
    }
  });
  transport.onClose((reason) =>
    end(
      reason instanceof TurnkeyError
        ? reason
        : new TurnkeyError(
            { code: 'interrupted', message: 'The connection to the host was lost.' },
            { cause: reason },
          ),
      'line',
    ),
  );

  const post = (message: ClientMessage) => {
    if (!ended) transport.post(message);
  };
  const ledger = createCreditLedger((id, bytes) => post({ type: 'credit', id, bytes }));
  const nextId = () => {
    lastId += 1;
    return lastId;
  };

  post({ type: 'hello', protocol, client, ...(key && { key }), ...(token && { token }) });

  return {
    welcome,
    get ended() {
      return ended;
    },
    get lost() {
      return lost;
    },
    request(request, signal) {
      if (ended) return Promise.reject(endedWith);
      const id = nextId();
      const onDone = () => forget(id);
      const { promise, exchange } = startExchange({
        id,
        request,
        uploadWindow,
        signal,
        ledger,
        post,
        onDone,
        createStream: options.createReplyStream,
      });
      if (!signal?.aborted) exchanges.set(id, exchange);
      return promise;
    },
    call(name, params, signal) {
      if (ended) return Promise.reject(endedWith);
      if (signal?.aborted) return Promise.reject(signal.reason);
      const id = nextId();
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const off = onAbort(signal, (reason) => {
        post({ type: 'cancel', id });
        reject(reason);
      });
      exchanges.set(id, {
        receive(message) {
          if (message.type === 'result') resolve(message.value);
          else if (message.type === 'error') reject(new TurnkeyError(message));
          else throw new Error(`The call ${id} is answered by ${message.type}.`);
          off();
          forget(id);
        },
        fail(reason) {
          off();
          reject(reason);
        },
      });
      post({ type: 'call', id, name, ...(params && { params }) });
      return promise;
    },
    retire() {
      retired = true;
      if (exchanges.size === 0) end(new TurnkeyError(CLOSED), 'us');
    },
    close() {
      end(new TurnkeyError(CLOSED), 'us');
    },
  };
};
