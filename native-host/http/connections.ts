import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long the client of a refused connection has to read why. */
const REFUSED_MS = 1_000;

const BODY = JSON.stringify({
  error:
    'All connections of this server have a running request. Wait until a running request has finished. [too_many_requests]',
  code: 'too_many_requests',
});

/** Written before any request is read, so in no dialect. */
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

/** The connections of a server, and which of them have an authorised request. */
export interface Connections {
  /** Takes a new connection in. False if it is refused: it gets an answer, and its requests are to be ignored. */
  accept(socket: Socket): boolean;
  isRefused(socket: Socket): boolean;
  /** An authorised request runs until its answer is over. */
  running(response: ServerResponse): void;
  /** Closes every connection without an authorised request, now and from now on. */
  end(): void;
}

/**
 * Keeps at most `max` connections. When one more comes, the one that has been without an authorised request for the
 * longest is closed, so that a flood without keys displaces its own connections and no running answer.
 */
export const createConnections = (max: number): Connections => {
  /** Without an authorised request, in the order in which that began. */
  const waiting = new Set<Socket>();
  /** How many authorised requests each of the others has: several if they are pipelined. */
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
