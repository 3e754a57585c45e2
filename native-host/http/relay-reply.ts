import type { ServerResponse } from 'node:http';
import type { Relay, UpstreamCall, UpstreamRequest } from '../relay/relay.ts';
import type { RawHeaders } from './entrance.ts';

interface Options {
  readonly relay: Relay;
  readonly request: UpstreamRequest;
  readonly response: ServerResponse;
  /** Headers besides those that Ollama sends. */
  readonly added: RawHeaders;
  /** Milliseconds for which a client may read nothing of an answer that waits for it. */
  readonly stallMs: number;
  /** Before the head has gone out; afterwards the connection is cut, as when Ollama itself breaks off. */
  onFailure(error: Error): void;
}

/**
 * Sends what was authorised and writes the answer as it comes, no faster than it is read. Whoever goes away, or
 * stops reading for too long, stops Ollama.
 */
export const relayReply = ({
  relay,
  request,
  response,
  added,
  stallMs,
  onFailure,
}: Options): UpstreamCall => {
  const { socket } = response;
  let over = false;

  const leave = () => {
    if (over) return;
    over = true;
    call.abort();
  };
  const stalled = () => response.destroy();
  const flow = () => {
    socket?.setTimeout(0, stalled);
    call.resume();
  };
  response.once('close', leave);

  const call = relay.send(request, {
    onHead(status, statusText, headers) {
      if (over) return;
      const raw: string[] = [];
      for (const [name, value] of headers) raw.push(name, value);
      for (const each of added) raw.push(each);
      response.writeHead(status, statusText, raw);
      // With the first bytes if they are here already, else alone: the caller learns that it goes on.
      setImmediate(() => {
        if (!over && !response.writableEnded && response.socket?.bytesWritten === sent)
          response.flushHeaders();
      });
      const sent = response.socket?.bytesWritten;
    },
    onData(chunk) {
      if (over || response.write(chunk)) return;
      call.pause();
      socket?.setTimeout(stallMs, stalled);
      response.once('drain', flow);
    },
    onEnd() {
      if (over) return;
      over = true;
      response.end();
    },
    onError(error) {
      if (over) return;
      over = true;
      if (response.headersSent) response.destroy();
      else onFailure(error);
    },
  });
  return call;
};
