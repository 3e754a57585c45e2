/** A queued message. */
export interface Item {
  /** The id of the extension that sent it. */
  readonly caller: string;
  /** Length in UTF-16 code units. */
  readonly size: number;
  /** Whether the rate applies. Not for body pieces and credit, which the host limits by credit. */
  readonly counted: boolean;
  send(): void;
}

/** How much one caller may send at once after a pause. */
export const BURST = { messages: 1_024, size: 8 * 1024 * 1024 } as const;

/** How much one caller may send per second after that. */
export const RATE = { messages: 1_000, size: 8 * 1024 * 1024 } as const;

/** How much one caller may have queued. */
export const BACKLOG = { messages: 4_096, size: 64 * 1024 * 1024 } as const;

/** The queued messages of one caller, with its rate limit (a token bucket). */
export interface Lane {
  readonly isEmpty: boolean;
  /** Returns false, without queueing the item, if the backlog is full. */
  push(item: Item): boolean;
  /** Removes and returns the next item; undefined if there is none or the rate is exceeded. */
  take(): Item | undefined;
}

export const createLane = (now: () => number): Lane => {
  const items: Item[] = [];
  let waiting = 0;
  /** What may be sent, as of `at`. Below zero after a large message. */
  const left: { messages: number; size: number } = { ...BURST };
  let at = now();

  const refill = () => {
    const seconds = (now() - at) / 1000;
    at += seconds * 1000;
    for (const what of ['messages', 'size'] as const) {
      left[what] = Math.min(BURST[what], left[what] + seconds * RATE[what]);
    }
  };

  return {
    get isEmpty() {
      return items.length === 0;
    },
    push(item) {
      if (items.length >= BACKLOG.messages || waiting + item.size > BACKLOG.size) return false;
      items.push(item);
      waiting += item.size;
      return true;
    },
    take() {
      refill();
      const [item] = items;
      if (item?.counted) {
        if (left.messages < 1 || left.size < 0) return undefined;
        left.messages -= 1;
        left.size -= item.size;
      }
      items.shift();
      waiting -= item?.size ?? 0;
      return item;
    },
  };
};
