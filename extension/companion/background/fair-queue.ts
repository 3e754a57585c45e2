import { createLane, type Item, type Lane } from './lane.ts';

/** Queues the messages of all callers and serves callers in turn. */
export interface FairQueue {
  /** Returns false, without queueing the item, if the caller's backlog is full. */
  push(item: Item): boolean;
  /** Starts sending: the line is open. */
  open(): void;
  /** The host has answered one of the queue's pings. */
  acknowledged(): void;
  /** Drops all queued messages: the line has ended. */
  close(): void;
}

interface Options {
  now(): number;
  /** Requests an acknowledgement of everything sent so far. */
  ping(): void;
}

/**
 * How much may be unacknowledged, in messages and UTF-16 code units. Small enough that a caller never waits behind many
 * messages of another, large enough that the line is busy while an acknowledgement is on its way.
 */
export const WINDOW = { messages: 128, size: 256 * 1024 } as const;

/** One acknowledgement covers a quarter of the window. */
const STEP = { messages: WINDOW.messages / 4, size: WINDOW.size / 4 } as const;

/** How often callers are retried that exceeded their rate, in milliseconds. */
const TICK_MS = 1;

/**
 * Sends one message of each caller in turn, so that one caller's flood does not delay another. A native port has no
 * back-pressure: pings, which the host answers in order, bound how much it has not read yet.
 */
export const createFairQueue = ({ now, ping }: Options): FairQueue => {
  const lanes = new Map<string, Lane>();
  /** Callers with queued messages, in the order of their turns. */
  const turns = new Set<string>();
  const sent = { messages: 0, size: 0 };
  const step = { messages: 0, size: 0 };
  /** What each unanswered ping will acknowledge. */
  const steps: (typeof step)[] = [];
  let isOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const laneOf = (caller: string): Lane => {
    const lane = lanes.get(caller) ?? createLane(now);
    lanes.set(caller, lane);
    return lane;
  };

  const pass = (item: Item) => {
    for (const count of [sent, step]) {
      count.messages += 1;
      count.size += item.size;
    }
    item.send();
    if (step.messages < STEP.messages && step.size < STEP.size) return;
    steps.push({ ...step });
    step.messages = 0;
    step.size = 0;
    ping();
  };

  const pump = () => {
    clearTimeout(timer);
    // Sets iterate in insertion order: a caller with more messages moves to the end.
    for (const caller of turns) {
      if (!isOpen || sent.messages >= WINDOW.messages || sent.size >= WINDOW.size) return;
      const lane = laneOf(caller);
      const item = lane.take();
      if (!item) continue;
      turns.delete(caller);
      if (!lane.isEmpty) turns.add(caller);
      pass(item);
    }
    // The remaining callers have exceeded their rate.
    if (isOpen && turns.size > 0) timer = setTimeout(pump, TICK_MS);
  };

  return {
    push(item) {
      if (!laneOf(item.caller).push(item)) return false;
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
      for (const count of [sent, step]) Object.assign(count, { messages: 0, size: 0 });
    },
  };
};
