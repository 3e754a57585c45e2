import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import { closeAfterAnswer, isUnfinished } from './close-after-answer.ts';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** An answer. If the request's body is not all here when its head is written, the connection ends with it. */
export class Reply<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override writeHead(status: number, text?: string, headers?: Headers): this;
  override writeHead(status: number, headers?: Headers): this;
  override writeHead(...args: [status: number, ...rest: unknown[]]): this {
    if (isUnfinished(this.req)) closeAfterAnswer(this.req, this);
    return super.writeHead(...(args as Parameters<ServerResponse['writeHead']>));
  }
}
