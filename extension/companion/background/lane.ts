/** What waits for the line to the host. */
export interface Item {
  /** Whose turn it takes. */
  readonly caller: string;
  /** UTF-16 units of text. */
  readonly size: number;
  /** False for what the host's own credit limits: pieces of bodies, and credit for replies. */
  readonly counted: boolean;
  send(): void;
}

/** What passes of one caller at once after a pause. Pieces of bodies do not count. */
export const BURST = { messages: 1_024, size: 8 * 1024 * 1024 } as const;

/** What passes of one caller in a second after that. */
export const RATE = { messages: 1_000, size: 8 * 1024 * 1024 } as const;

/** What one caller may have waiting. */
export const BACKLOG = { messages: 4_096, size: 64 * 1024 * 1024 } as const;

/** What waits of one caller. */
export interface Lane {
  readonly isEmpty: boolean;
  /** Returns false, and takes nothing, where the caller has more waiting than it may. */
  push(item: Item): boolean;
  /** The next item, unless there is none or it has to wait for the caller's rate. */
  take(): Item | undefined;
}

export const createLane = (now: () => number): Lane => {
  const items: Item[] = [];
  let waiting = 0;
  /** What may pass now, and when that was true. Below zero after a large message. */
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
