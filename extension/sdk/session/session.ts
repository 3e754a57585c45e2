import type { Problem } from '../../../shared/errors/problem.ts';
import type { CallName, Calls } from '../../../shared/protocol/calls.ts';
import { UPLOAD_WINDOW } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage, HostMessageOf } from '../../../shared/protocol/messages.ts';
import type { Connect } from '../../../shared/protocol/transport.ts';
import { PROTOCOL, type VersionRange } from '../../../shared/protocol/version.ts';
import { lostWith } from '../errors/lost.ts';
import { isTurnkeyError, problemOf, TurnkeyError } from '../errors/turnkey-error.ts';
import { createCreditLedger } from './credit-ledger.ts';
import { type Exchange, type OutgoingRequest, type Question, type Reply, startExchange } from './exchange.ts';
import type { createReplyStream } from './reply-stream.ts';
import type { BodyReader } from './upload.ts';

type Welcome = HostMessageOf<'welcome'>;

/** The client's end of one session with the host. */
export interface Session {
  /** The host's answer to `hello`; rejects with a TurnkeyError if the way to the host is broken. */
  readonly welcome: Promise<Welcome>;
  /** True from the moment that the session can take no more requests. */
  readonly ended: boolean;
  request(request: OutgoingRequest, signal?: AbortSignal): Promise<Reply>;
  /** Asks the host itself for one of its named calls. */
  call<Name extends CallName>(
    name: Name,
    params?: Calls[Name]['params'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['result']>;
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
  /** Called once when something has ended the session: not when it was closed, by us or for quiet. */
  onEnd?(problem: TurnkeyError): void;
}

const CLOSED: Problem = { code: 'interrupted', message: 'The connection to the host has ended.' };
/** The same words for whoever asks, but an end that nobody here wanted. */
const LOST: Problem = { ...CLOSED };

/** Says hello over a line. Requests may follow at once: they wait for nothing but the line. */
export const openSession = (
  connect: Connect<ClientMessage, HostMessage>,
  { createReplyStream, onWelcome, onNotice, onEnd, ...hello }: SessionOptions,
): Session => {
  const { promise: welcome, resolve, reject } = Promise.withResolvers<Welcome>();
  // Nobody has to look at the welcome: each request fails with the same error by itself.
  welcome.catch(() => {});
  const exchanges = new Map<number, Exchange>();
  let uploadWindow: number = UPLOAD_WINDOW;
  let lastId = 0;
  let welcomed = false;
  let retired = false;
  let endedWith: TurnkeyError | undefined;

  const post = (message: ClientMessage) => {
    if (!endedWith) transport.post(message);
  };
  const ledger = createCreditLedger((id, bytes) => post({ type: 'credit', id, bytes }));

  /** `begun` is given where the line was lost: whether a request may have begun, which the host held or did not. */
  const end = (problem: Problem, begun?: (held: boolean) => boolean, cause?: unknown) => {
    if (endedWith) return;
    const error = new TurnkeyError(problem, { cause });
    endedWith = error;
    reject(error);
    for (const { lose } of exchanges.values()) {
      lose((held) => (begun ? lostWith(new TurnkeyError(problem, { cause }), begun(held)) : error));
    }
    transport.close();
    if (problem !== CLOSED) onEnd?.(error);
  };

  /**
   * The end as the other side tells it, after all else that it had to say. What it would have told of a request
   * that begins was not said: that one has not begun. No problem means that it was closed for quiet.
   */
  const endTold = (problem = CLOSED) => end(problem, (held) => welcomed && !held && problem !== CLOSED);

  const closeIfDone = () => {
    if (retired && exchanges.size === 0) end(CLOSED);
  };

  const dispatch = (message: HostMessage) => {
    if (message.type === 'welcome') {
      welcomed = true;
      uploadWindow = message.limits.uploadWindow;
      resolve(message);
      onWelcome?.();
    } else if (message.type === 'notice') onNotice?.(message);
    else if (message.type === 'ping') post({ type: 'pong' });
    else if (message.type === 'closed') endTold(message.problem);
    else if ('id' in message && message.id !== undefined) {
      exchanges.get(message.id)?.receive(message as HostMessage & { id: number });
    } else if (message.type === 'error') endTold(message);
  };

  const receive = (message: HostMessage) => {
    try {
      dispatch(message);
    } catch (cause) {
      end({ code: 'protocol_error', message: 'The host broke the protocol.' }, () => true, cause);
    }
  };

  const transport = connect(receive, (reason) =>
    isTurnkeyError(reason) ? end(problemOf(reason), () => true, reason.cause) : end(LOST, () => true, reason),
  );

  const ask = async (question: Question, signal: AbortSignal | undefined, body?: BodyReader) => {
    if (endedWith) throw endedWith;
    signal?.throwIfAborted();
    lastId += 1;
    const id = lastId;
    const exchange = startExchange({
      id,
      question,
      body,
      uploadWindow,
      signal,
      ledger,
      post,
      onDone() {
        exchanges.delete(id);
        closeIfDone();
      },
      createReplyStream,
    });
    exchanges.set(id, exchange);
    return exchange.answer;
  };

  post({ type: 'hello', protocol: PROTOCOL, ...hello });

  return {
    welcome,
    get ended() {
      return !!endedWith;
    },
    request: ({ upload, ...request }, signal) =>
      ask({ type: 'request', ...request, upload: upload && true }, signal, upload) as Promise<Reply>,
    // The host answers each call as the table of calls says: one of another version answers with an error.
    call: (name, params, signal) =>
      ask(
        { type: 'call', name, params: params as Record<string, unknown> | undefined },
        signal,
      ) as Promise<never>,
    retire() {
      retired = true;
      closeIfDone();
    },
    close: () => end(CLOSED),
  };
};
