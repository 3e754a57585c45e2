import { REPLY_FRAME } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { ReplyWriter } from './reply-writer.ts';

/** A message to one channel. */
export interface Envelope {
  /** Undefined: the session of the connection itself. */
  readonly channel: number | undefined;
  readonly message: HostMessage;
}

/** Writes messages to the connection. `done` is called when they have left this process. */
export type WriteMessages = (messages: readonly Envelope[], done: () => void) => void;

export interface Outbox {
  /** `onSent` is called when the message has left this process, and will arrive even if the process ends. */
  send(channel: number | undefined, message: HostMessage, onSent?: () => void): void;
  /** Called when a writer may have something to send. */
  ready(writer: ReplyWriter): void;
  drop(writer: ReplyWriter): void;
}

/** Approximate limit of reply bytes per write, before compression. More would only occupy memory until they are written. */
const MAX_WRITE = 4 * REPLY_FRAME;

const sizeOf = (message: HostMessage): number =>
  message.type === 'data' ? (message.length ?? (message.text ?? message.base64 ?? '').length) : 0;

/**
 * The queue of all messages to a connection. When idle, it writes on the next microtask. Messages that arrive during a
 * write are joined into the next one. Replies are served round-robin, one piece each, so that none waits for another to
 * complete. It uses no timers.
 */
export const createOutbox = (write: WriteMessages): Outbox => {
  const waiting: Envelope[] = [];
  const writers = new Set<ReplyWriter>();
  const callbacks: (() => void)[] = [];
  let writing = false;
  let scheduled = false;

  /** Takes one piece of each reply, round-robin, until there are none or the write is full. */
  const collect = (envelopes: Envelope[]) => {
    let size = 0;
    for (const writer of writers) {
      // The remaining writers come first in the next write.
      if (size >= MAX_WRITE) return;
      writers.delete(writer);
      const message = writer.take();
      if (!message) continue;
      size += sizeOf(message);
      envelopes.push({ channel: writer.channel, message });
      writers.add(writer);
    }
  };

  const flush = () => {
    scheduled = false;
    if (writing) return;
    // Set the flag first: `take()` can synchronously trigger more pushes, which must go into the next write.
    writing = true;
    const envelopes = waiting.splice(0);
    const sent = callbacks.splice(0);
    collect(envelopes);
    if (envelopes.length === 0) {
      writing = false;
      return;
    }
    write(envelopes, () => {
      writing = false;
      for (const onSent of sent) onSent();
      flush();
    });
  };

  /** A microtask later, because one read of Ollama's socket can produce the head, body and end of a short reply. */
  const schedule = () => {
    if (writing || scheduled) return;
    scheduled = true;
    queueMicrotask(flush);
  };

  return {
    send(channel, message, onSent) {
      waiting.push({ channel, message });
      if (onSent) callbacks.push(onSent);
      schedule();
    },
    ready(writer) {
      writers.add(writer);
      schedule();
    },
    drop: (writer) => void writers.delete(writer),
  };
};
