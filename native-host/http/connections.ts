import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long the client of a refused connection may read the reason, in milliseconds. */
const REFUSED_MS = 1_000;

const BODY = JSON.stringify({
  error:
    'All connections of this server have a running request. Wait until a running request has finished. [too_many_requests]',
  code: 'too_many_requests',
});

/** Written before a request is read, so it cannot have the error format of a route. */
const FULL = [
  'HTTP/1.1 429 Too Many Requests',
  'Content-Type: application/json; charset=utf-8',
  `Content-Length: ${BODY.length}`,
  'X-Turnkey-Error: too_many_requests',
  'Retry-After: 1',
  'Connection: close',
  '',
  BODY,
].join('\r\n');

/** The connections of a server. Knows which of them have an authorised request. */
export interface Connections {
  /** Adds a connection. Returns false if it is refused: it gets a response, and its requests must be ignored. */
  accept(socket: Socket): boolean;
  isRefused(socket: Socket): boolean;
  /** Marks an authorised request as running until its response ends. */
  running(response: ServerResponse): void;
  /** Closes every connection without an authorised request, now and in the future. */
  end(): void;
}

/**
 * Keeps at most `max` connections. For a further one, it closes the connection that has been without an authorised
 * request for the longest time, so that a flood without keys displaces its own connections, not running responses.
 */
export const createConnections = (max: number): Connections => {
  /** Connections without an authorised request, oldest first. */
  const waiting = new Set<Socket>();
  /** The number of authorised requests of each other connection: several if they are pipelined. */
  const busy = new Map<Socket, number>();
  const refused = new WeakSet<Socket>();
  let ending = false;

  const refuse = (socket: Socket) => {
    refused.add(socket);
    socket.on('error', () => {}).end(FULL);
    const timer = setTimeout(() => socket.destroy(), REFUSED_MS);
    socket.once('close', () => clearTimeout(timer));
  };

  const done = (socket: Socket) => {
    const others = (busy.get(socket) ?? 1) - 1;
    if (others > 0) return void busy.set(socket, others);
    busy.delete(socket);
    if (socket.destroyed) return;
    if (ending) socket.destroySoon();
    else waiting.add(socket);
  };

  return {
    accept(socket) {
      if (waiting.size + busy.size >= max) {
        const [longest] = waiting;
        if (!longest) {
          refuse(socket);
          return false;
        }
        waiting.delete(longest);
        longest.destroy();
      }
      waiting.add(socket);
      socket.once('close', () => {
        waiting.delete(socket);
        busy.delete(socket);
      });
      return true;
    },
    isRefused: (socket) => refused.has(socket),
    running(response) {
      const { socket } = response.req;
      waiting.delete(socket);
      busy.set(socket, (busy.get(socket) ?? 0) + 1);
      response.once('close', () => done(socket));
    },
    end() {
      ending = true;
      for (const socket of waiting) socket.destroy();
    },
  };
};
