import { REPLY_FRAME } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { ReplyWriter } from './reply-writer.ts';

/** What leaves for one channel, in its turn. */
export interface Envelope {
  /** Undefined: the connection's own session. */
  readonly channel: number | undefined;
  readonly message: HostMessage;
}

/** Writes messages to the line; `done` is called when they have left this process. */
export type WriteLine = (messages: readonly Envelope[], done: () => void) => void;

export interface Outbox {
  /** `left` is called when it has left this process: from then on it arrives, whatever happens here. */
  send(channel: number | undefined, message: HostMessage, left?: () => void): void;
  /** Tells that a writer may have something to send. */
  ready(writer: ReplyWriter): void;
  drop(writer: ReplyWriter): void;
}

/** Reply bytes, about, in one turn: more would only lie in memory until they are written. */
const TURN = 4 * REPLY_FRAME;

const sizeOf = (message: HostMessage): number =>
  message.type === 'data' ? (message.text ?? message.base64 ?? '').length : 0;

/**
 * The one queue to the line. When it is idle, what is said at once leaves at once; while a write is under way,
 * what arrives is joined. Each reply gives one piece after another's, so that none waits for all of another's
 * bytes. No timers.
 */
export const createOutbox = (write: WriteLine): Outbox => {
  const waiting: Envelope[] = [];
  const writers = new Set<ReplyWriter>();
  const departures: (() => void)[] = [];
  let writing = false;
  let scheduled = false;

  /** One piece of each reply after another, while there are any and there is room in the turn. */
  const collect = (turn: Envelope[]) => {
    let size = 0;
    for (const writer of writers) {
      // Those behind come first in the next turn.
      if (size >= TURN) return;
      writers.delete(writer);
      const message = writer.take();
      if (!message) continue;
      size += sizeOf(message);
      turn.push({ channel: writer.channel, message });
      writers.add(writer);
    }
  };

  const flush = () => {
    scheduled = false;
    if (writing) return;
    // From here on, since taking a piece makes room: what then arrives at once belongs to the next turn.
    writing = true;
    const turn = waiting.splice(0);
    const leaving = departures.splice(0);
    collect(turn);
    if (turn.length === 0) {
      writing = false;
      return;
    }
    write(turn, () => {
      writing = false;
      for (const left of leaving) left();
      flush();
    });
  };

  /** After what runs now: a short answer's head, body and end come in one read of Ollama's socket. */
  const schedule = () => {
    if (writing || scheduled) return;
    scheduled = true;
    queueMicrotask(flush);
  };

  return {
    send(channel, message, left) {
      waiting.push({ channel, message });
      if (left) departures.push(left);
      schedule();
    },
    ready(writer) {
      writers.add(writer);
      schedule();
    },
    drop: (writer) => void writers.delete(writer),
  };
};
