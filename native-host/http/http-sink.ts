import type { ServerResponse } from 'node:http';
import type { Problem } from '../../shared/errors/problem.ts';
import type { GatewayCall, Sink } from '../gateway/gateway-call.ts';
import type { RawHeaders } from './entrance.ts';

interface Options {
  readonly response: ServerResponse;
  /** Headers besides those that Ollama sends. */
  readonly added: RawHeaders;
  /** Milliseconds for which a client may read nothing of an answer that waits for it. */
  readonly stallMs: number;
  /** Answers with a failure, while the head has not gone out. */
  onFailure(problem: Problem): void;
}

/** A whole body of so many bytes goes out together with its head. */
const SMALL = 16 * 1024;

const BEGUN = Promise.resolve();

/** Takes an answer for one connection. `attach` gives it the request whose answer it is. */
export interface HttpSink extends Sink {
  attach(call: GatewayCall): void;
}

/**
 * Writes an answer as it comes, no faster than it is read. Whoever goes away, or stops reading for too long, stops
 * Ollama. An answer that breaks off breaks the connection, as when Ollama itself does that.
 */
export const createHttpSink = ({ response, added, stallMs, onFailure }: Options): HttpSink => {
  let call: GatewayCall | undefined;
  let written = false;
  /** Bytes that are still to come of an announced body. */
  let left: number | undefined;
  /** With these an announced body is whole: they are kept until it may end. */
  let last: Buffer | undefined;
  let over = false;

  const stalled = () => response.destroy();
  const flow = () => {
    response.socket?.setTimeout(0, stalled);
    call?.resume();
  };
  response.once('close', () => {
    if (!over) call?.abort();
    over = true;
  });

  return {
    attach(own) {
      call = own;
      if (over) own.abort();
    },
    waiting() {},
    begin: () => BEGUN,
    head(status, statusText, headers) {
      const raw: string[] = [];
      for (const [name, value] of headers) {
        raw.push(name, value);
        if (name.toLowerCase() === 'content-length') left = Number(value);
      }
      for (const each of added) raw.push(each);
      response.writeHead(status, statusText, raw);
      // The head of a stream goes out with the first bytes if they are here already, else alone: the caller learns
      // that it goes on.
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
      if (response.write(chunk)) return;
      call?.pause();
      response.socket?.setTimeout(stallMs, stalled);
      response.once('drain', flow);
    },
    end() {
      if (over) return;
      over = true;
      // A small body goes with its head in one write, which takes text.
      if (last && !written && last.byteLength <= SMALL) response.end(last.toString('latin1'), 'latin1');
      else response.end(last);
    },
    fail(problem) {
      over = true;
      if (response.headersSent) response.destroy();
      else onFailure(problem);
    },
  };
};
