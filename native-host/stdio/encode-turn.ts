import { REPLY_FRAME } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { Envelope } from '../session/outbox.ts';
import { encodeEnvelope } from './encode-envelope.ts';
import type { Allocate } from './turn-memory.ts';

/** JSON writes a UTF-16 unit as six bytes at worst; what is not the text of a body is small. */
const OVERHEAD = 512;

const sizeOf = (message: HostMessage): number =>
  message.type === 'data' ? (message.text ?? message.base64 ?? '').length + OVERHEAD : OVERHEAD;

/** Only what is known to be small is joined: the rest is measured by itself. */
const JOINED: ReadonlySet<HostMessage['type']> = new Set(['response', 'data', 'end', 'credit', 'error']);

/**
 * The frames of a turn. What goes to one channel is joined up to {@link REPLY_FRAME}: each frame wakes three
 * processes on its way, and the head, the body and the end of a short answer wake them once.
 */
export const encodeTurn = (turn: readonly Envelope[], allocate?: Allocate): Buffer[] => {
  const frames: Buffer[] = [];
  const open = new Map<number | undefined, { messages: HostMessage[]; size: number }>();

  const close = (channel: number | undefined) => {
    const joined = open.get(channel);
    open.delete(channel);
    const [message, ...more] = joined?.messages ?? [];
    if (message)
      frames.push(
        encodeEnvelope({ channel, message: more.length > 0 ? [message, ...more] : message }, allocate),
      );
  };

  for (const { channel, message } of turn) {
    const size = sizeOf(message);
    const joined = open.get(channel);
    if (joined && (joined.size + size > REPLY_FRAME || !JOINED.has(message.type))) close(channel);
    const current = open.get(channel) ?? { messages: [], size: 0 };
    current.messages.push(message);
    current.size += size;
    open.set(channel, current);
    if (!JOINED.has(message.type)) close(channel);
  }
  for (const channel of [...open.keys()]) close(channel);
  return frames;
};
