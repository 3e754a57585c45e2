import type { Reply } from '../http/reply.ts';
import { toJson } from '../json.ts';

/** A server-sent event without a name, and one with a name. */
export const data = (value: unknown): string => `data: ${toJson(value)}\n\n`;
export const event = (name: string, value: unknown): string => `event: ${name}\n${data(value)}`;
export const DONE = 'data: [DONE]\n\n';

/** Headers that two routes set before it is known whether they stream. */
export const announceEvents = (reply: Reply): void => {
  reply.header('Cache-Control', 'no-cache');
  reply.header('Connection', 'keep-alive');
};
