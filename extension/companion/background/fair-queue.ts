/** What waits for the line to the host. */
interface Item {
  /** Whose turn it takes. */
  readonly caller: string;
  /** UTF-16 units of text. */
  readonly size: number;
  /** False for what the host's own credit limits: pieces of bodies, and credit for replies. */
  readonly counted: boolean;
  send(): void;
}

/** Messages of many callers, served in turns. */
export interface FairQueue {
  /** Returns false, and takes nothing, where the caller has more waiting than it may. */
  push(item: Item): boolean;
  /** The line is open: what waits is sent. */
  open(): void;
  /** The host has answered a ping of the queue. */
  acknowledged(): void;
  /** The line has ended: nothing that waits is sent. */
  close(): void;
}

interface Options {
  now(): number;
  /** Asks the host for an acknowledgement of what was sent before. */
  ping(): void;
}

/**
 * What the host may not have read yet. Small, so that a caller's message is never behind many of another's; large enough
 * that the line is not idle while an acknowledgement is on its way.
 */
export const WINDOW = { messages: 128, size: 256 * 1024 } as const;

/** The host acknowledges a quarter of a window at a time. */
const STEP = { messages: WINDOW.messages / 4, size: WINDOW.size / 4 } as const;

/** What passes of one caller at once after a pause. Pieces of bodies do not count. */
export const BURST = { messages: 1_024, size: 8 * 1024 * 1024 } as const;

/** What passes of one caller in a second after that. */
export const RATE = { messages: 1_000, size: 8 * 1024 * 1024 } as const;

/** What one caller may have waiting here. */
export const BACKLOG = { messages: 4_096, size: 64 * 1024 * 1024 } as const;

/** How often callers are looked at that wait for their rate, in milliseconds. */
const TICK_MS = 1;

interface Lane {
  readonly items: Item[];
  size: number;
  /** What may pass now, and when that was true. Below zero after a large message. */
  readonly left: { messages: number; size: number };
  at: number;
}

/**
 * Serves callers in turns, one message each, so that a flood of one does not delay another. A native port reports
 * nothing of what the host has read: the host answers pings in order, which bounds what is on its way.
 */
export const createFairQueue = ({ now, ping }: Options): FairQueue => {
  const lanes = new Map<string, Lane>();
  /** Callers that have something to send, in the order of their turns. */
  const turns = new Set<string>();
  const sent = { messages: 0, size: 0 };
  const step = { messages: 0, size: 0 };
  /** What each ping that is not answered yet acknowledges. */
  const steps: (typeof step)[] = [];
  let isOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refill = (lane: Lane) => {
    const seconds = (now() - lane.at) / 1000;
    lane.at += seconds * 1000;
    for (const what of ['messages', 'size'] as const) {
      lane.left[what] = Math.min(BURST[what], lane.left[what] + seconds * RATE[what]);
    }
  };

  const laneOf = (caller: string): Lane => {
    const lane = lanes.get(caller) ?? { items: [], size: 0, left: { ...BURST }, at: now() };
    lanes.set(caller, lane);
    return lane;
  };

  const acknowledge = () => {
    steps.push({ ...step });
    step.messages = 0;
    step.size = 0;
    ping();
  };

  const pass = (lane: Lane, item: Item) => {
    lane.size -= item.size;
    if (item.counted) {
      lane.left.messages -= 1;
      lane.left.size -= item.size;
    }
    for (const count of [sent, step]) {
      count.messages += 1;
      count.size += item.size;
    }
    item.send();
    if (step.messages >= STEP.messages || step.size >= STEP.size) acknowledge();
  };

  /** Passes one message of the caller whose turn it is, unless it has to wait for its rate. */
  const serve = (caller: string): void => {
    const lane = laneOf(caller);
    refill(lane);
    const [item] = lane.items;
    if (item?.counted && (lane.left.messages < 1 || lane.left.size < 0)) return;
    turns.delete(caller);
    if (!item) return;
    lane.items.shift();
    if (lane.items.length > 0) turns.add(caller);
    pass(lane, item);
  };

  const hasRoom = () => isOpen && sent.messages < WINDOW.messages && sent.size < WINDOW.size;

  const pump = () => {
    clearTimeout(timer);
    // A set is walked in order of insertion, and a caller that has more goes to its end.
    for (const caller of turns) {
      if (!hasRoom()) return;
      serve(caller);
    }
    // What is left waits for its caller's rate.
    if (isOpen && turns.size > 0) timer = setTimeout(pump, TICK_MS);
  };

  return {
    push(item) {
      const lane = laneOf(item.caller);
      if (lane.items.length >= BACKLOG.messages || lane.size + item.size > BACKLOG.size) return false;
      lane.items.push(item);
      lane.size += item.size;
      turns.add(item.caller);
      pump();
      return true;
    },
    open() {
      isOpen = true;
      pump();
    },
    acknowledged() {
      const { messages, size } = steps.shift() ?? { messages: 0, size: 0 };
      sent.messages -= messages;
      sent.size -= size;
      pump();
    },
    close() {
      isOpen = false;
      clearTimeout(timer);
      lanes.clear();
      turns.clear();
      steps.length = 0;
      for (const count of [sent, step]) {
        count.messages = 0;
        count.size = 0;
      }
    },
  };
};
