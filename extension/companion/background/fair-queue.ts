import { createLane, type Item, type Lane } from './lane.ts';

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

/** How often callers are looked at that wait for their rate, in milliseconds. */
const TICK_MS = 1;

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
    // A set is walked in order of insertion, and a caller that has more goes to its end.
    for (const caller of turns) {
      if (!isOpen || sent.messages >= WINDOW.messages || sent.size >= WINDOW.size) return;
      const lane = laneOf(caller);
      const item = lane.take();
      if (!item) continue;
      turns.delete(caller);
      if (!lane.isEmpty) turns.add(caller);
      pass(item);
    }
    // What is left waits for its caller's rate.
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
