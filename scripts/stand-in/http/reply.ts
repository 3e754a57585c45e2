import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { JSON_TYPE } from '../api-error.ts';
import { toJson } from '../json.ts';

/** Headers as pairs, since `Vary` is sent three times. */
export type HeaderPairs = readonly (readonly [string, string])[];

/** The number of bytes that Go's server buffers before it sends headers without a content length. */
const BUFFERED_BYTES = 2048;

/** A response, with the headers in the order in which Go's server sends them. */
export interface Reply {
  /** Aborted when the client disconnects. */
  readonly gone: AbortSignal;
  readonly started: boolean;
  /** Adds a header to the response. */
  header(name: string, value: string): void;
  /** Sends a complete body. Without a content type, there is no such header. */
  send(status: number, contentType?: string, body?: string): void;
  json(value: unknown): void;
  /** Writes a chunk; the first call sends the headers. Waits while the client does not read. */
  write(status: number, contentType: string, text: string): Promise<void>;
  end(): void;
}

/** Wraps a response of node:http. */
export const createReply = (response: ServerResponse, headOnly: boolean): Reply => {
  const added: (readonly [string, string])[] = [];
  const gone = new AbortController();
  let started = false;
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client has disconnected'));
  });

  const head = (status: number, contentType?: string, length?: number | 'chunked'): void => {
    started = true;
    const closes = !response.shouldKeepAlive;
    if (contentType !== undefined) added.push(['Content-Type', contentType]);
    // Go writes the handler's headers sorted by name, then its own.
    const own = added.filter(([name]) => !closes || name !== 'Connection');
    const pairs: HeaderPairs = [
      ...own.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))),
      ['Date', new Date().toUTCString()],
      ...(typeof length === 'number' ? [['Content-Length', String(length)] as const] : []),
      ...(closes ? [['Connection', 'close'] as const] : []),
      ...(length === 'chunked' ? [['Transfer-Encoding', 'chunked'] as const] : []),
    ];
    // Without this, Node adds its own Connection and Keep-Alive.
    response.removeHeader('Connection');
    response.writeHead(status, undefined, pairs.flat());
  };

  const send: Reply['send'] = (status, contentType, body) => {
    const bytes = Buffer.from(body ?? '');
    const hasNoLength = status === 204 || (headOnly && body === undefined);
    head(
      status,
      contentType,
      hasNoLength ? undefined : bytes.length > BUFFERED_BYTES ? 'chunked' : bytes.length,
    );
    response.end(headOnly ? undefined : bytes);
  };

  return {
    gone: gone.signal,
    get started() {
      return started;
    },
    header: (name, value) => void added.push([name, value]),
    send,
    json: (value) => send(200, JSON_TYPE, toJson(value)),
    write: async (status, contentType, text) => {
      gone.signal.throwIfAborted();
      if (!started) head(status, contentType, 'chunked');
      if (text === '') response.flushHeaders();
      else if (!response.write(text)) await once(response, 'drain', { signal: gone.signal });
    },
    end: () => void response.end(),
  };
};
