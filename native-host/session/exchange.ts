import type { ClientMessageOf, HostMessage } from '../../shared/protocol/messages.ts';
import type { Gate } from '../gateway/gate.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { GatewayBody } from '../gateway/gateway-call.ts';
import { createIncomingBody, payloadBytes } from './incoming-body.ts';
import type { ReplyWriter } from './reply-writer.ts';

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
  readonly gateway: Gateway;
  readonly gate: Gate;
  readonly writer: ReplyWriter;
  send(message: HostMessage): void;
  /** Settles once the client would know that the request has begun, should this process end now. */
  begin(waited: boolean): Promise<void>;
}

const inlineBody = ({ body }: ClientMessageOf<'request'>): GatewayBody => {
  const bytes = payloadBytes(body ?? {});
  return {
    inline: true,
    whole: async (limit) => (bytes.byteLength > limit ? undefined : bytes),
  };
};

/** Hands a request to the gateway, and its answer to the line. */
export const startHostExchange = (options: Options): HostExchange => {
  const { request, gateway, gate, writer, send, begin } = options;
  const { id } = request;
  const incoming = request.upload
    ? createIncomingBody((bytes) => send({ type: 'credit', id, bytes }))
    : undefined;
  let over = false;
  let waited = false;

  const finish = (message: HostMessage, drop = false) => {
    over = true;
    incoming?.destroy();
    if (drop) writer.abandon(message);
    else writer.finish(message);
  };

  const call = gateway.open(
    { ...request, body: incoming ? { ...incoming, inline: false } : inlineBody(request) },
    gate,
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

  return {
    receiveBody: (piece) => (incoming ? incoming.receive(piece) : 'The request has no body to follow.'),
    grant: (bytes) => writer.grant(bytes),
    onRoom: () => call.resume(),
    cancel(reason) {
      if (over) return;
      over = true;
      call.abort(reason);
      incoming?.destroy();
      writer.abandon({ type: 'end', id });
    },
  };
};
