import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';

/** Bytes that readers have consumed and that have not been returned to the host as credit yet. */
export interface CreditLedger {
  /** Records consumed bytes, and returns them once they are worth a message. */
  consumed(id: number, bytes: number): void;
  /** The reply has ended. Its remaining credit is returned together with that of other ended replies. */
  closed(id: number): void;
}

/** Credit is returned in quarters of a window: often enough to keep the host sending, and with few messages. */
const STEPS = 4;

/** The entry for all ended replies. No request has this id. */
const CLOSED = 0;

/** @param addCredit sends credit to the host, in bytes, for the request with this id */
export const createCreditLedger = (addCredit: (id: number, bytes: number) => void): CreditLedger => {
  const pending = new Map<number, number>();
  let total = 0;
  let lastClosed = 0;

  /** Removes the pending bytes of a reply. */
  const take = (id: number) => {
    const bytes = pending.get(id) ?? 0;
    pending.delete(id);
    total -= bytes;
    return bytes;
  };

  const flush = (id: number) => {
    const bytes = take(id);
    // The host counts ended replies as one, so the id of any of them will do.
    if (bytes > 0) addCredit(id || lastClosed, bytes);
  };

  const consumed = (id: number, bytes: number) => {
    const sum = (pending.get(id) ?? 0) + bytes;
    pending.set(id, sum);
    total += bytes;
    if (sum * STEPS >= REPLY_WINDOW.request) flush(id);
    // Many replies with less than a step each could otherwise use up the window of the session.
    else if (total * STEPS >= REPLY_WINDOW.session) for (const each of pending.keys()) flush(each);
  };

  return {
    consumed,
    closed(id) {
      lastClosed = id;
      consumed(CLOSED, take(id));
    },
  };
};
