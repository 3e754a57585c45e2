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
  /** Counts an authorised request of a connection as running. */
  began(socket: Socket): void;
  /** The response to one of them has ended. */
  ended(socket: Socket): void;
  /** Closes every connection without an authorised request, now and in the future. */
  end(): void;
}

/** One connection. Changed in place: sets that every request moves a connection between cost 3 % of a short one. */
interface Held {
  readonly socket: Socket;
  /** Authorised requests: several if they are pipelined. */
  running: number;
  /** The turn in which its last authorised request ended, or in which it was opened. */
  since: number;
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
  const held = new Map<Socket, Held>();
  let turn = 0;
  const refused = new WeakSet<Socket>();
  let ending = false;

  const refuse = (socket: Socket, answer: string) => {
    refused.add(socket);
    socket.on('error', () => {}).end(answer);
    const timer = setTimeout(() => socket.destroy(), REFUSED_MS);
    socket.once('close', () => clearTimeout(timer));
  };

  /** The connection without an authorised request that has been so for the longest time. */
  const longestWaiting = (): Socket | undefined => {
    let longest: Held | undefined;
    for (const each of held.values()) {
      if (each.running === 0 && each.since < (longest?.since ?? Number.POSITIVE_INFINITY)) longest = each;
    }
    return longest?.socket;
  };

  return {
    accept(socket) {
      if (!isAllowed(socket.remoteAddress)) {
        refuse(socket, OUTSIDE);
        return false;
      }
      if (held.size >= max) {
        const longest = longestWaiting();
        if (!longest) {
          refuse(socket, FULL);
          return false;
        }
        held.delete(longest);
        longest.destroy();
      }
      turn += 1;
      held.set(socket, { socket, running: 0, since: turn });
      socket.once('close', () => held.delete(socket));
      return true;
    },
    isRefused: (socket) => refused.has(socket),
    began(socket) {
      const own = held.get(socket);
      if (own) own.running += 1;
    },
    ended(socket) {
      const own = held.get(socket);
      if (!own) return;
      own.running -= 1;
      if (own.running > 0) return;
      turn += 1;
      own.since = turn;
      if (ending) socket.destroySoon();
    },
    end() {
      ending = true;
      for (const { socket, running } of held.values()) if (running === 0) socket.destroy();
    },
  };
};
