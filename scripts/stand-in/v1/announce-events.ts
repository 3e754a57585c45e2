import type { Reply } from '../http/reply.ts';

/** The headers that two of the routes set before they know whether they can stream. */
export function announceEvents(reply: Reply): void {
  reply.header('Cache-Control', 'no-cache');
  reply.header('Connection', 'keep-alive');
}
