import { REPLY_WINDOW } from '../../shared/protocol/limits.ts';

/** Bytes that all replies of a session may still send. */
export interface SessionWindow<Writer> {
  left: number;
  /** Of replies that have ended: bytes that were sent and not granted again yet. */
  ended: number;
  /** Who has bytes and credit, and found nothing left here. */
  readonly starved: Set<Writer>;
}

export const createSessionWindow = <Writer>(left: number = REPLY_WINDOW.session): SessionWindow<Writer> => ({
  left,
  ended: 0,
  starved: new Set(),
});

/** Adds what a reader gave back. It is everyone's: those who found nothing left are ready again. */
export const giveBack = <Writer>(
  window: SessionWindow<Writer>,
  bytes: number,
  ready: (writer: Writer) => void,
): void => {
  window.left += bytes;
  const starved = [...window.starved];
  window.starved.clear();
  for (const each of starved) ready(each);
};
