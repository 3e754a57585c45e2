import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import { closeAfterAnswer, isUnfinished } from './close-after-answer.ts';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** A response. If the request's body is incomplete when the head is written, the connection is closed after it. */
export class Reply<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override writeHead(status: number, text?: string, headers?: Headers): this;
  override writeHead(status: number, headers?: Headers): this;
  override writeHead(...args: [status: number, ...rest: unknown[]]): this {
    if (isUnfinished(this.req)) closeAfterAnswer(this.req, this);
    return super.writeHead(...(args as Parameters<ServerResponse['writeHead']>));
  }
}
