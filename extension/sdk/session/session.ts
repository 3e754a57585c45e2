import type { Problem } from '../../../shared/errors/problem.ts';
import type { CallName, Calls } from '../../../shared/protocol/calls.ts';
import { UPLOAD_WINDOW } from '../../../shared/protocol/limits.ts';
import type {
  ClientMessage,
  ConfiguredAccess,
  HostMessage,
  HostMessageOf,
} from '../../../shared/protocol/messages.ts';
import type { Connect } from '../../../shared/protocol/transport.ts';
import { PROTOCOL, type VersionRange } from '../../../shared/protocol/version.ts';
import { markDisconnected } from '../errors/disconnected.ts';
import { isTurnkeyError, problemOf, TurnkeyError } from '../errors/turnkey-error.ts';
import type { OutgoingRequest } from './exchange.ts';
import { createExchanges } from './exchanges.ts';
import type { Reply, ReplyOptions } from './reply.ts';

type Welcome = HostMessageOf<'welcome'>;

/** One session with the host. */
export interface Session {
  /** The host's answer to `hello`. Rejects with a TurnkeyError if the session ends before it. */
  readonly welcome: Promise<Welcome>;
  /** True once the session accepts no more requests. */
  readonly ended: boolean;
  /** Sends a request to Ollama. Rejects with a TurnkeyError or the signal's reason. */
  request(request: OutgoingRequest, signal?: AbortSignal): Promise<Reply>;
  /** Sends a call that the host answers itself. Rejects with a TurnkeyError or the signal's reason. */
  call<Name extends CallName>(
    name: Name,
    params?: Calls[Name]['params'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['result']>;
  /** Closes the session as soon as no request is running. */
  retire(): void;
  close(): void;
}

/** Options of a session. `client`, `extension`, `key`, `token`, `access`, `protocol` and `deflate` are sent in `hello`. */
export interface SessionOptions extends Pick<ReplyOptions, 'createStream'> {
  readonly client: { readonly name: string; readonly version: string };
  readonly extension?: { readonly name: string } | undefined;
  readonly key?: string | undefined;
  readonly token?: string | undefined;
  /** What the host asks the user for. Older hosts ignore it. */
  readonly access?: ConfiguredAccess;
  /** Whether the host may compress pieces of replies. Older hosts ignore it. @default true without `createStream` */
  readonly deflate?: boolean | undefined;
  /** @default the versions that this build supports */
  readonly protocol?: VersionRange;
  /** Called when the host has answered `hello`. */
  onWelcome?(): void;
  /** Called for each notice from the host. */
  onNotice?(notice: HostMessageOf<'notice'>): void;
  /** Called once if the session ends unexpectedly: not if it was closed by this side or for being idle. */
  onEnd?(problem: TurnkeyError): void;
}

const CLOSED: Problem = { code: 'interrupted', message: 'The Turnkey app has disconnected.' };

/** Connects and posts `hello`. Requests can be sent at once, without waiting for the host's answer. */
export const openSession = (
  connect: Connect<ClientMessage, HostMessage>,
  { createStream, onWelcome, onNotice, onEnd, ...hello }: SessionOptions,
): Session => {
  const { promise: welcome, resolve, reject } = Promise.withResolvers<Welcome>();
  // Each request rejects with the same error, so callers need not handle this one.
  welcome.catch(() => {});
  const ended = new AbortController();
  let uploadWindow: number = UPLOAD_WINDOW;
  let welcomed = false;

  const post = (message: ClientMessage) => {
    if (!ended.signal.aborted) transport.post(message);
  };

  /** No problem: closed on purpose. `begun`: the connection was lost; whether the host may have begun a request. */
  const end = (problem?: Problem, begun?: (held: boolean) => boolean, cause?: unknown) => {
    if (ended.signal.aborted) return;
    const create = () => new TurnkeyError(problem ?? CLOSED, { cause });
    const error = create();
    ended.abort(error);
    reject(error);
    exchanges.disconnect((held) => (begun ? markDisconnected(create(), begun(held)) : error));
    transport.close();
    if (problem) onEnd?.(error);
  };
  const disconnected = (problem: Problem, cause: unknown) => end(problem, () => true, cause);
  const onFault = (cause: unknown) =>
    disconnected({ code: 'protocol_error', message: 'The Turnkey app sent an unexpected message.' }, cause);

  const exchanges = createExchanges({ post, onFault, createStream, ended: ended.signal });

  /**
   * The other side has announced the end. A request may have begun, unless the host had not welcomed us or held it, or
   * the session was closed for being idle (no problem).
   */
  const endAnnounced = (problem?: Problem) => end(problem, (held) => welcomed && !held && !!problem);

  const dispatch = (message: HostMessage) => {
    const { id } = message as { readonly id?: number };
    if (id) exchanges.receive(id, message);
    else if (message.type === 'welcome') {
      welcomed = true;
      uploadWindow = message.limits.uploadWindow;
      resolve(message);
      onWelcome?.();
    } else if (message.type === 'notice') onNotice?.(message);
    else if (message.type === 'ping') post({ type: 'pong' });
    else if (message.type === 'closed') endAnnounced(message.problem);
    else if (message.type === 'error') endAnnounced(message);
  };

  const receive = (message: HostMessage) => {
    try {
      dispatch(message);
    } catch (cause) {
      onFault(cause);
    }
  };

  const transport = connect(receive, (reason) =>
    isTurnkeyError(reason) ? disconnected(problemOf(reason), reason.cause) : disconnected(CLOSED, reason),
  );
  // The page's streams, in content scripts of Firefox, cannot read the script's bytes.
  post({ type: 'hello', protocol: PROTOCOL, deflate: !createStream, ...hello });

  return {
    welcome,
    get ended() {
      return ended.signal.aborted;
    },
    request({ upload: body, ...request }, signal) {
      const outgoing = { type: 'request', ...request, upload: body && true } as const;
      return exchanges.ask({ outgoing, body, uploadWindow, signal }) as Promise<Reply>;
    },
    // The result has the type in the table of calls: a host of another version answers with an error.
    call(name, params, signal) {
      const outgoing = { type: 'call', name, params: params as Record<string, unknown> | undefined } as const;
      return exchanges.ask({ outgoing, uploadWindow, signal }) as Promise<never>;
    },
    retire: () => exchanges.drain(end),
    close: end,
  };
};
