import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';

/** What readers have taken and the host has not been told of yet. */
export interface CreditLedger {
  /** Notes that a reader took so many bytes, and tells the host once it is worth a message. */
  consumed(id: number, bytes: number): void;
  /** The reply has ended. What it owes is told with that of others, when all of them owe a step. */
  closed(id: number): void;
}

/** Credit goes back in quarters of a window: enough to keep the line full, few enough to cost nothing. */
const isStep = (bytes: number, window: number) => bytes >= window / 4;

/** Replies that have ended owe together: no request has this id. */
const CLOSED = 0;

export const createCreditLedger = (grant: (id: number, bytes: number) => void): CreditLedger => {
  const owed = new Map<number, number>();
  let total = 0;
  let lastClosed = 0;

  /** Takes out what somebody owes. */
  const take = (id: number) => {
    const bytes = owed.get(id) ?? 0;
    owed.delete(id);
    total -= bytes;
    return bytes;
  };

  const flush = (id: number) => {
    const bytes = take(id);
    // The host counts what has ended as one: any ended id stands for all of them.
    if (bytes > 0) grant(id || lastClosed, bytes);
  };

  const consumed = (id: number, bytes: number) => {
    const sum = (owed.get(id) ?? 0) + bytes;
    owed.set(id, sum);
    total += bytes;
    if (isStep(sum, REPLY_WINDOW.request)) flush(id);
    // Many small debts would otherwise use up the session's window with nobody owing a whole step.
    else if (isStep(total, REPLY_WINDOW.session)) for (const each of owed.keys()) flush(each);
  };

  return {
    consumed,
    closed(id) {
      lastClosed = id;
      consumed(CLOSED, take(id));
    },
  };
};
