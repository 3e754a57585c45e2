import { UPLOAD_WINDOW } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage, HostMessageOf } from '../../../shared/protocol/messages.ts';
import type { Transport } from '../../../shared/protocol/transport.ts';
import { PROTOCOL, type VersionRange } from '../../../shared/protocol/version.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { createCreditLedger } from './credit-ledger.ts';
import { type Exchange, type OutgoingRequest, type Reply, startExchange } from './exchange.ts';

type Welcome = HostMessageOf<'welcome'>;

/** The client's end of one session with the host. */
export interface Session {
  /** The host's answer to `hello`; rejects with a TurnkeyError if the way to the host is broken. */
  readonly welcome: Promise<Welcome>;
  /** True from the moment that the session can take no more requests. */
  readonly ended: boolean;
  /** True if what was in flight at the end had certainly not begun: closed for quiet, or never welcomed. */
  readonly untouched: boolean;
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
  /** Called for each notice of the host. */
  onNotice?(notice: HostMessageOf<'notice'>): void;
  /** Called once when the session has ended by itself; no problem means that it was closed for quiet. */
  onEnd?(problem: TurnkeyError | undefined): void;
}

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
  let quiet = false;
  let retired = false;
  let endedWith: unknown;

  const end = (problem: TurnkeyError | undefined, tell = true) => {
    if (ended) return;
    ended = true;
    quiet = problem === undefined;
    endedWith = problem ?? new TurnkeyError({ code: 'interrupted', message: 'The connection was closed.' });
    reject(endedWith);
    for (const exchange of exchanges.values()) exchange.fail(endedWith);
    exchanges.clear();
    transport.close();
    if (tell) options.onEnd?.(problem);
  };

  const forget = (id: number) => {
    exchanges.delete(id);
    if (retired && exchanges.size === 0) end(undefined, false);
  };

  const dispatch = (message: HostMessage) => {
    if (message.type === 'welcome') {
      welcomed = true;
      uploadWindow = message.limits.uploadWindow;
      resolve(message);
    } else if (message.type === 'notice') {
      options.onNotice?.(message);
    } else if (message.type === 'closed') {
      end(message.problem && new TurnkeyError(message.problem));
    } else if (message.type === 'error' && message.id === undefined) {
      end(new TurnkeyError(message));
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
      end(new TurnkeyError({ code: 'protocol_error', message: 'The host broke the protocol.' }, { cause }));
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
    get untouched() {
      return ended && (quiet || !welcomed);
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
      });
      if (!signal?.aborted) exchanges.set(id, exchange);
      return promise;
    },
    call(name, params, signal) {
      if (ended) return Promise.reject(endedWith);
      if (signal?.aborted) return Promise.reject(signal.reason);
      const id = nextId();
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const abort = () => {
        post({ type: 'cancel', id });
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort);
      const done = () => signal?.removeEventListener('abort', abort);
      exchanges.set(id, {
        receive(message) {
          done();
          if (message.type === 'result') resolve(message.value);
          else if (message.type === 'error') reject(new TurnkeyError(message));
          forget(id);
        },
        fail(reason) {
          done();
          reject(reason);
        },
      });
      post({ type: 'call', id, name, ...(params && { params }) });
      return promise;
    },
    retire() {
      retired = true;
      if (exchanges.size === 0) end(undefined, false);
    },
    close() {
      end(undefined, false);
    },
  };
};
