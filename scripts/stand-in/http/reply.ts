import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { encodeGoJson } from '../go/json-encode.ts';
import { type HeaderPairs, sortHeaders } from './headers.ts';

/** Go's server buffers this much before it must send headers without knowing the length. */
const BUFFERED_BYTES = 2048;

/** One answer on the wire, with the headers in the order in which Go's server sends them. */
export interface Reply {
  /** Aborted when the client is gone. */
  readonly gone: AbortSignal;
  readonly started: boolean;
  /** Adds a header to whatever is answered. */
  header(name: string, value: string): void;
  /** A whole body. Without a content type none is announced. */
  send(status: number, contentType?: string, body?: string): void;
  /** A JSON body with the content type that gin gives it. */
  json(status: number, value: unknown): void;
  /** Starts a chunked body on the first call; waits while the client does not read. */
  write(status: number, contentType: string, text: string): Promise<void>;
  end(): void;
}

/** Wraps a response of node:http. */
export function createReply(response: ServerResponse, headOnly: boolean): Reply {
  const added: [string, string][] = [];
  const gone = new AbortController();
  let started = false;
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client is gone'));
  });

  const head = (status: number, contentType: string | undefined, framing: HeaderPairs): void => {
    started = true;
    const typed: HeaderPairs = contentType === undefined ? added : [...added, ['Content-Type', contentType]];
    const closes = !response.shouldKeepAlive;
    const own = closes ? typed.filter(([name]) => name !== 'Connection') : typed;
    const date: HeaderPairs = [['Date', new Date().toUTCString()]];
    const length = framing.filter(([name]) => name === 'Content-Length');
    const transfer = framing.filter(([name]) => name !== 'Content-Length');
    const close: HeaderPairs = closes ? [['Connection', 'close']] : [];
    // Without this, Node adds its own Connection and Keep-Alive.
    response.removeHeader('Connection');
    response.writeHead(
      status,
      undefined,
      [...sortHeaders(own), ...date, ...length, ...close, ...transfer].flat(),
    );
  };

  const reply: Reply = {
    gone: gone.signal,
    get started() {
      return started;
    },
    header: (name, value) => {
      added.push([name, value]);
    },
    send: (status, contentType, body) => {
      const bytes = Buffer.from(body ?? '');
      head(status, contentType, framing(status, headOnly && body === undefined, bytes));
      response.end(headOnly ? undefined : bytes);
    },
    json: (status, value) => reply.send(status, 'application/json; charset=utf-8', encodeGoJson(value)),
    write: async (status, contentType, text) => {
      gone.signal.throwIfAborted();
      if (!started) head(status, contentType, [['Transfer-Encoding', 'chunked']]);
      if (text === '') response.flushHeaders();
      else if (!response.write(text)) await once(response, 'drain', { signal: gone.signal });
    },
    end: () => {
      response.end();
    },
  };
  return reply;
}

function framing(status: number, unknownLength: boolean, bytes: Buffer): HeaderPairs {
  if (status === 204 || unknownLength) return [];
  if (bytes.length > BUFFERED_BYTES) return [['Transfer-Encoding', 'chunked']];
  return [['Content-Length', String(bytes.length)]];
}
