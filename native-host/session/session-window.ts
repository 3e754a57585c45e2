import { REPLY_WINDOW } from '../../shared/protocol/limits.ts';
import type { ReplyWriter } from './reply-writer.ts';

/** Bytes that all replies of a session may still send. */
export interface SessionWindow {
  left: number;
  /** Of replies that have ended: bytes that were sent and not granted again yet. */
  ended: number;
  /** Who has bytes and credit, and found nothing left here. */
  readonly starved: Set<ReplyWriter>;
}

export const createSessionWindow = (left: number = REPLY_WINDOW.session): SessionWindow => ({
  left,
  ended: 0,
  starved: new Set(),
});

/** Adds what a reader gave back. It is everyone's: those who found nothing left are ready again. */
export const giveBack = (
  window: SessionWindow,
  bytes: number,
  ready: (writer: ReplyWriter) => void,
): void => {
  window.left += bytes;
  const starved = [...window.starved];
  window.starved.clear();
  for (const each of starved) ready(each);
};
