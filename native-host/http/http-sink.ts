import type { ServerResponse } from 'node:http';
import type { Problem } from '../../shared/errors/problem.ts';
import type { ClientSink } from '../gateway/gateway.ts';
import type { RunningRequest } from '../relay/response-sink.ts';
import type { RawHeaders } from './origin-policy.ts';
import { rateLimitHeaders } from './rate-limit-headers.ts';

interface Options {
  readonly response: ServerResponse;
  /** Headers added to those of Ollama. */
  readonly added: RawHeaders;
  /** How long a client may read nothing of a response that waits for it, in milliseconds. */
  readonly stallMs: number;
  /** Called when the response has ended. */
  onClose(): void;
  /** Responds with a failure. Called only before the head was sent. */
  onFailure(problem: Problem): void;
}

/** Largest body sent together with its head in one write, in bytes. */
const SMALL = 16 * 1024;

/** Ends a body that is sent in chunks (RFC 9112, section 7.1). */
const LAST_CHUNK = '0\r\n\r\n';

/** Writes a chunk, a small one in one string. False if the client is behind. */
const writeChunk = (response: ServerResponse, chunk: Buffer): boolean => {
  const { byteLength } = chunk;
  // An empty chunk would end the body.
  if (byteLength === 0) return true;
  const size = `${byteLength.toString(16)}\r\n`;
  if (byteLength <= SMALL) return response.write(`${size}${chunk.toString('latin1')}\r\n`, 'latin1');
  response.write(size, 'latin1');
  response.write(chunk);
  return response.write('\r\n', 'latin1');
};

/** Writes one response to an HTTP connection. */
export interface HttpSink extends ClientSink {
  /** Sets the request to pause, resume and abort. */
  attach(call: RunningRequest): void;
}

/**
 * Writes a response as it arrives, no faster than the client reads. A client that disconnects or stops reading for
 * `stallMs` aborts the request. A failure after the head closes the connection, as Ollama itself does.
 */
export const createHttpSink = ({ response, added, stallMs, onClose, onFailure }: Options): HttpSink => {
  let call: RunningRequest | undefined;
  let written = false;
  /** Bytes that a body of announced length still lacks. */
  let left: number | undefined;
  /** The last chunk of a body of announced length, kept until `end`. */
  let last: Buffer | undefined;
  /** The body is sent in chunks, which are written here: node:http makes four buffers of each. */
  let chunked = false;
  let over = false;
  let limits: RawHeaders = [];

  const stalled = () => response.destroy();
  const flow = () => {
    response.socket?.setTimeout(0, stalled);
    call?.resume();
  };
  response.on('close', () => {
    if (!over) call?.abort();
    over = true;
    onClose();
  });

  return {
    attach(own) {
      call = own;
      if (over) own.abort();
    },
    waiting() {},
    begin: () => undefined,
    limits(remaining) {
      limits = rateLimitHeaders(remaining);
    },
    head(status, statusText, headers) {
      const raw: string[] = [];
      for (const [name, value] of headers) {
        raw.push(name, value);
        if (name.toLowerCase() === 'content-length') left = Number(value);
      }
      for (const each of added) raw.push(each);
      for (const each of limits) raw.push(each);
      response.writeHead(status, statusText, raw);
      chunked = response.chunkedEncoding;
      response.chunkedEncoding = false;
      // Send the head of a stream with its first bytes if they arrive in this tick, else alone: the client learns that
      // the response has started.
      if (left === undefined) {
        setImmediate(() => {
          if (!over && !written) response.flushHeaders();
        });
      }
    },
    data(chunk) {
      if (left !== undefined) {
        left -= chunk.byteLength;
        if (left === 0) {
          last = chunk;
          return;
        }
      }
      written = true;
      if (chunked ? writeChunk(response, chunk) : response.write(chunk)) return;
      call?.pause();
      response.socket?.setTimeout(stallMs, stalled);
      response.once('drain', flow);
    },
    end() {
      if (over) return;
      over = true;
      // Node joins head and body in one write only if the body is a string.
      if (last && !written && last.byteLength <= SMALL) response.end(last.toString('latin1'), 'latin1');
      else if (chunked) response.end(LAST_CHUNK, 'latin1');
      else response.end(last);
    },
    fail(problem) {
      over = true;
      if (response.headersSent) response.destroy();
      else onFailure(problem);
    },
  };
};
