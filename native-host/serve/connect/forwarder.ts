import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Relay, UpstreamRequest } from '../../relay/relay.ts';
import type { RunningRequest } from '../../relay/response-sink.ts';
import { refuseBrowser } from './refuse-browser.ts';

/** The headers of a program that are passed on. Its own key, if any, is replaced. */
const PASSED = ['accept', 'content-type', 'content-length'] as const;

const toUpstream = (request: IncomingMessage): UpstreamRequest => {
  const { method = 'GET', url = '/', headers } = request;
  const passed: Record<string, string> = {};
  for (const name of PASSED) {
    const value = headers[name];
    if (value !== undefined) passed[name] = value;
  }
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) delete passed['content-length'];
  // undici destroys the stream that it gets, which must not close the connection.
  return { method, path: url, headers: passed, body: hasBody ? request.pipe(new PassThrough()) : null };
};

const refuse = (response: ServerResponse, status: number, error: string): void => {
  const body = Buffer.from(JSON.stringify({ error }));
  response.shouldKeepAlive = false;
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.byteLength });
  response.end(body);
};

/** Answers one request of a program of this computer by asking the server, and streams its answer. */
export const createForwarder =
  (relay: Relay, address: string) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const reason = refuseBrowser(request.headers);
    if (reason !== undefined) {
      refuse(response, 403, reason);
      return;
    }
    // Only proxies are sent a whole URL.
    if (!request.url?.startsWith('/')) {
      refuse(response, 400, 'This listener is not a proxy.');
      return;
    }
    let over = false;
    const call: RunningRequest = relay.send(toUpstream(request), {
      head: (status, statusText, headers) => response.writeHead(status, statusText, headers.flat()),
      data(chunk) {
        if (response.write(chunk)) return;
        call.pause();
        response.once('drain', () => call.resume());
      },
      end() {
        over = true;
        response.end();
      },
      fail({ code = 'connection lost' }: Error & { readonly code?: string }) {
        over = true;
        if (response.headersSent || response.destroyed) return void response.destroy();
        refuse(
          response,
          502,
          `The server ${address} does not answer (${code}). Check its address and network.`,
        );
      },
    });
    response.once('close', () => {
      if (!over) call.abort();
    });
  };
