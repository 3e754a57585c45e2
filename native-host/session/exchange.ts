import type { Caller } from '../../shared/access/caller.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { problem } from '../../shared/errors/problem.ts';
import { describeMismatch, matchOperation } from '../../shared/operations/match.ts';
import type { Dialect } from '../../shared/operations/operations.ts';
import { MAX_JSON_BODY } from '../../shared/protocol/limits.ts';
import type { ClientMessageOf, HostMessage } from '../../shared/protocol/messages.ts';
import type { UpstreamCall } from '../relay/relay.ts';
import { StoreError } from '../store/store-error.ts';
import { BodyError } from './canonical-body.ts';
import { denialReply } from './denial.ts';
import { describeUpstreamError } from './describe-upstream-error.ts';
import { createIncomingBody, payloadBytes } from './incoming-body.ts';
import { type PreparedRequest, prepareRequest } from './prepare-request.ts';
import { Refusal } from './refusal.ts';
import type { ReplyWriter } from './reply-writer.ts';
import type { HostContext } from './session-context.ts';

/** One request in the host, from its first message to its last. */
export interface HostExchange {
  receiveBody(piece: ClientMessageOf<'body'>): string | undefined;
  grant(bytes: number): boolean;
  /** Ends it without an answer; the reason reaches whoever waits for the user on its behalf. */
  cancel(reason?: unknown): void;
  onRoom(): void;
}

interface Options {
  readonly request: ClientMessageOf<'request'>;
  readonly caller: Caller;
  readonly context: HostContext;
  readonly writer: ReplyWriter;
  send(message: HostMessage): void;
  /** Passes if the caller may do this; waits for the user where that is called for; throws a Refusal. */
  authorise(wanted: PreparedRequest, signal: AbortSignal, onWait: () => void): Promise<void>;
  /** Settles once the client would know that the request has begun, should this process end now. */
  begin(waited: boolean): Promise<void>;
}

/** Authorises a request, relays what was authorised, and writes the answer. */
export const startHostExchange = (options: Options): HostExchange => {
  const { request, context, writer, send, authorise, begin } = options;
  const { id } = request;
  const controller = new AbortController();
  const incoming = request.upload
    ? createIncomingBody((bytes) => send({ type: 'credit', id, bytes }))
    : undefined;
  let call: UpstreamCall | undefined;
  let over = false;

  const finish = (message: HostMessage) => {
    if (over) return;
    over = true;
    incoming?.destroy();
    writer.finish(message);
  };

  const fail = (code: ErrorCode, message: string) => finish({ type: 'error', id, ...problem(code, message) });

  const deny = ({ code, message }: Refusal, dialect: Dialect) => {
    const { status, statusText, headers, body } = denialReply(code, message, dialect);
    send({ type: 'response', id, status, statusText, headers });
    writer.push(body);
    finish({ type: 'end', id });
  };

  const relay = ({ method, path, headers, body }: PreparedRequest) => {
    call = context.relay.send(
      { method, path, headers, body },
      {
        onHead: (status, statusText, head) =>
          send({ type: 'response', id, status, statusText, headers: head }),
        onData(chunk) {
          if (over) return;
          writer.push(chunk);
          if (writer.full) call?.pause();
        },
        onEnd: () => finish({ type: 'end', id }),
        onError(error, begun) {
          const { code, message } = describeUpstreamError(error, begun, context.address);
          fail(code, message);
        },
      },
    );
  };

  const run = async () => {
    const match = matchOperation(request.method, request.path);
    const dialect = match?.operation.dialect ?? 'ollama';
    try {
      if (!match) {
        throw new Refusal('operation_unknown', describeMismatch(request.method, request.path));
      }
      const streamed = match.operation.body === 'blob' && incoming;
      const bytes = streamed
        ? incoming.stream()
        : incoming
          ? await incoming.whole(MAX_JSON_BODY)
          : payloadBytes(request.body ?? {});
      if (!bytes) throw new Refusal('body_too_large', `The body is larger than ${MAX_JSON_BODY} bytes.`);
      const prepared = await prepareRequest(match, request, bytes);
      let waited = false;
      await authorise(prepared, controller.signal, () => {
        // It may have been cancelled while the store was asked.
        if (over) return;
        waited = true;
        send({ type: 'waiting', id });
      });
      if (!over) await begin(waited);
      if (!over) relay(prepared);
    } catch (error) {
      if (over) return;
      if (error instanceof Refusal) deny(error, dialect);
      else if (error instanceof BodyError) deny(new Refusal('bad_request', error.message), dialect);
      else if (error instanceof StoreError) fail('store_failed', error.message);
      else fail('internal', 'The host failed while it prepared the request.');
    }
  };

  void run();

  return {
    receiveBody: (piece) => (incoming ? incoming.receive(piece) : 'The request has no body to follow.'),
    grant: (bytes) => writer.grant(bytes),
    onRoom: () => call?.resume(),
    cancel(reason) {
      if (over) return;
      over = true;
      controller.abort(reason);
      incoming?.destroy();
      call?.abort();
      writer.abandon({ type: 'end', id });
    },
  };
};
