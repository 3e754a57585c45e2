import type { Relay } from './relay.ts';

/** A relay whose address can change while requests run. */
export interface SwitchedRelay extends Relay {
  /** The address that requests are sent to. */
  readonly base: string;
  /**
   * Sends all later requests to this address. Running ones finish where they began. The same address again discards what
   * is known about it, for example its credential.
   */
  use(base: string): void;
}

/** @param open creates the relay of an address */
export const createSwitchedRelay = (first: string, open: (base: string) => Relay): SwitchedRelay => {
  let base = first;
  let current = open(base);
  /** They may still run requests. Their idle connections end after seconds. */
  const earlier: Relay[] = [];
  return {
    get base() {
      return base;
    },
    send: (request, sink) => current.send(request, sink),
    use(next) {
      earlier.push(current);
      base = next;
      current = open(base);
    },
    close() {
      for (const each of [...earlier, current]) each.close();
    },
  };
};
