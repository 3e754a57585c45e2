import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { DenialCode } from '../../shared/errors/codes.ts';
import { denialReply } from '../gateway/answer-locally.ts';
import { NETWORK_REFUSED } from './clients.ts';

/** How long the client of a refused connection may read the reason, in milliseconds. */
const REFUSED_MS = 1_000;

/** Written before a request is read, so it cannot have the error format of a route. */
const answerOf = (code: DenialCode, message: string, retryAfterMs?: number): string => {
  const { status, statusText, headers, body } = denialReply(code, message, 'ollama', { retryAfterMs });
  return [
    `HTTP/1.1 ${status} ${statusText}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
    '',
    body.toString('utf8'),
  ].join('\r\n');
};

const FULL = answerOf(
  'too_many_requests',
  'All connections of this server have a running request.',
  REFUSED_MS,
);

const OUTSIDE = answerOf(NETWORK_REFUSED.code, NETWORK_REFUSED.message);

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
 * @param isAllowed whether an address may connect. @default all may
 */
export const createConnections = (
  max: number,
  isAllowed: (address?: string) => boolean = () => true,
): Connections => {
  /** Connections without an authorised request, oldest first. */
  const waiting = new Set<Socket>();
  /** The number of authorised requests of each other connection: several if they are pipelined. */
  const busy = new Map<Socket, number>();
  const refused = new WeakSet<Socket>();
  let ending = false;

  const refuse = (socket: Socket, answer: string) => {
    refused.add(socket);
    socket.on('error', () => {}).end(answer);
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
      if (!isAllowed(socket.remoteAddress)) {
        refuse(socket, OUTSIDE);
        return false;
      }
      if (waiting.size + busy.size >= max) {
        const [longest] = waiting;
        if (!longest) {
          refuse(socket, FULL);
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
