import { problem } from '../../shared/errors/problem.ts';
import type { Batch } from '../../shared/protocol/batch.ts';
import { REPLY_FRAME } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { Envelope } from '../session/outbox.ts';
import { encodeFrame } from './encode-frame.ts';
import { FrameError } from './frame-decoder.ts';
import type { Allocate } from './write-buffer.ts';

/** Upper bound of everything in a message except the text of a body, in bytes. */
const OVERHEAD = 512;

const sizeOf = (message: HostMessage): number =>
  message.type === 'data'
    ? (message.deflate ?? message.text ?? message.base64 ?? '').length + OVERHEAD
    : OVERHEAD;

/** Types of messages whose size is bounded. Any other message is a separate frame. */
const JOINED: ReadonlySet<HostMessage['type']> = new Set(['response', 'data', 'end', 'credit', 'error']);

const wrap = (channel: number | undefined, message: Batch<HostMessage>): unknown =>
  channel === undefined ? message : { channel, message };

const tooLarge = (message: HostMessage): HostMessage => ({
  type: 'error',
  ...('id' in message && message.id !== undefined && { id: message.id }),
  ...problem('internal', 'The answer exceeds the size that a browser accepts in one message.'),
});

/** The frame of some messages. If no browser would accept it, their receiver gets an error instead. */
const encode = (
  channel: number | undefined,
  messages: readonly HostMessage[],
  allocate: Allocate | undefined,
): Buffer => {
  const frame = (list: readonly HostMessage[]) =>
    encodeFrame(wrap(channel, list.length > 1 ? list : (list[0] as HostMessage)), undefined, allocate);
  try {
    return frame(messages);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return frame(messages.map(tooLarge));
  }
};

/**
 * The frames of one write. Messages to one channel are joined up to {@link REPLY_FRAME}: each frame wakes three
 * processes on its way, and the head, the body and the end of a short reply wake them only once.
 */
export const encodeWrite = (envelopes: readonly Envelope[], allocate?: Allocate): Buffer[] => {
  const frames: Buffer[] = [];
  const open = new Map<number | undefined, { messages: HostMessage[]; size: number }>();

  const close = (channel: number | undefined) => {
    const joined = open.get(channel);
    open.delete(channel);
    if (joined) frames.push(encode(channel, joined.messages, allocate));
  };

  for (const { channel, message } of envelopes) {
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
