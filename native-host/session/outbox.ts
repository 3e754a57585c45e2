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

/**
 * The one queue to the line. When it is idle, a message leaves at once; while a write is under way, what
 * arrives is joined: each reply gives one frame per turn, and no reply waits for another's bytes. No timers.
 */
export const createOutbox = (write: WriteLine): Outbox => {
  const waiting: Envelope[] = [];
  const writers = new Set<ReplyWriter>();
  const departures: (() => void)[] = [];
  let writing = false;

  const flush = () => {
    if (writing) return;
    // From here on, since taking a piece makes room: what then arrives at once belongs to the next turn.
    writing = true;
    const turn = waiting.splice(0);
    const leaving = departures.splice(0);
    for (const writer of writers) {
      const message = writer.take();
      if (message) turn.push({ channel: writer.channel, message });
      else writers.delete(writer);
    }
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

  return {
    send(channel, message, left) {
      waiting.push({ channel, message });
      if (left) departures.push(left);
      flush();
    },
    ready(writer) {
      writers.add(writer);
      flush();
    },
    drop: (writer) => void writers.delete(writer),
  };
};
