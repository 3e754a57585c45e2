import { problem } from '../../shared/errors/problem.ts';
import type { ClientMessageOf, HostMessage, Payload } from '../../shared/protocol/messages.ts';
import type { Authorizer } from '../gateway/authorise.ts';
import type { GatewayBody } from '../gateway/body-budget.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { CallerAccount } from './caller-accounts.ts';
import { createIncomingBody, payloadContent } from './incoming-body.ts';
import type { ReplyWriter } from './reply-writer.ts';

/** One request of a session. */
export interface HostExchange {
  /** Receives a piece of the body. Returns why it is invalid, or undefined. */
  receiveBody(piece: ClientMessageOf<'body'>): string | undefined;
  /** Ends the request without a response. `reason` rejects an open approval prompt. */
  cancel(reason?: unknown): void;
  /** The writer has room again: continues to read the response. */
  onRoom(): void;
}

interface Options {
  readonly request: ClientMessageOf<'request'>;
  readonly gateway: Gateway;
  readonly authorizer: Authorizer;
  readonly writer: ReplyWriter;
  /** The resources of the caller. `inlineBytes` of `undecided` were taken for this request. */
  readonly account: CallerAccount;
  /** Size of the body within the request, in bytes. */
  readonly inlineBytes: number;
  send(message: HostMessage): void;
  /** Resolves once the message that the request has started has left this process. */
  begin(waited: boolean): Promise<void>;
}

/** Counts the body bytes that a caller holds before its request is authorised. */
const holdUndecided = (account: CallerAccount, inlineBytes: number) => {
  let held = inlineBytes;
  let decided = false;
  return {
    take(bytes: number): boolean {
      if (decided) return true;
      const taken = account.take('undecided', bytes);
      if (taken) held += bytes;
      return taken;
    },
    release() {
      decided = true;
      account.give('undecided', held);
      held = 0;
    },
  };
};

/** The body within a request, of `size` bytes. */
const inlineBody = (payload: Payload, size: number, release: () => void): GatewayBody => {
  let waiting: Payload | undefined = payload;
  return {
    inline: true,
    whole(share) {
      release();
      const content = waiting ?? {};
      // Release the text: the reply may take minutes.
      waiting = undefined;
      return share.add(size) ? payloadContent(content) : undefined;
    },
  };
};

/** Passes a request to the gateway, and its response to the writer. */
export const startHostExchange = (options: Options): HostExchange => {
  const { gateway, authorizer, writer, account, inlineBytes, send, begin } = options;
  const { id, method, path, headers, body, upload } = options.request;
  const undecided = holdUndecided(account, inlineBytes);
  const incoming = upload
    ? createIncomingBody({
        addCredit: (bytes) => send({ type: 'credit', id, bytes }),
        hold(bytes) {
          const taken = undecided.take(bytes);
          if (!taken) refuse();
          return taken;
        },
        release: () => undecided.release(),
      })
    : undefined;
  let over = false;
  let waited = false;

  const finish = (message: HostMessage, drop = false) => {
    over = true;
    undecided.release();
    incoming?.destroy();
    if (drop) writer.abandon(message);
    else writer.finish(message);
  };

  const call = gateway.open(
    {
      ...{ method, path, headers },
      body: incoming
        ? { ...incoming, inline: false }
        : inlineBody(body ?? {}, inlineBytes, undecided.release),
    },
    authorizer,
    {
      waiting() {
        waited = true;
        send({ type: 'waiting', id });
      },
      begin: () => begin(waited),
      head: (status, statusText, headers) => send({ type: 'response', id, status, statusText, headers }),
      data(chunk) {
        writer.push(chunk);
        if (writer.full) call.pause();
      },
      end: () => finish({ type: 'end', id }),
      fail: (problem, drop) => finish({ type: 'error', id, ...problem }, drop),
    },
  );

  /** Ends a request whose body exceeds what a caller may send before it is authorised. */
  const refuse = () => {
    if (over) return;
    call.abort();
    const message = 'The extension sent too much before it was allowed to use Ollama.';
    finish({ type: 'error', id, ...problem('too_many_requests', message) }, true);
  };

  return {
    receiveBody: (piece) => (incoming ? incoming.receive(piece) : 'The request announced no body.'),
    onRoom: () => call.resume(),
    cancel(reason) {
      if (over) return;
      over = true;
      undecided.release();
      call.abort(reason);
      incoming?.destroy();
      writer.abandon({ type: 'end', id });
    },
  };
};
