import { isSameOverview, type Overview } from '../../shared/protocol/overview.ts';

/** The state that the icon of the companion shows, and waiting for its next change. */
export interface Overviews {
  /** Something in it may have changed. */
  changed(): void;
  /** Records that Ollama could be reached, or not. */
  noteOllama(reached: boolean): void;
  /** Resolves once the state differs from `seen`, or at once without it. Rejects with the signal's reason. */
  next(seen: Overview | undefined, signal: AbortSignal): Promise<Overview>;
}

/** How long changes are collected before those who wait see them, in milliseconds. Short requests are not shown. */
export const COLLECT_MS = 150;

interface Options {
  /** Reads everything but the state of Ollama. */
  read(): Promise<Omit<Overview, 'unreachable'>>;
  /** Calls `changed` after each change of permissions, until the returned function is called. */
  listen(changed: () => void): () => void;
}

/** Listens to the store only while somebody waits. */
export const createOverviews = ({ read, listen }: Options): Overviews => {
  const waiters = new Set<() => void>();
  let stop: (() => void) | undefined;
  let unreachable = false;
  let timer: NodeJS.Timeout | undefined;

  const wake = () => {
    timer = undefined;
    for (const waiter of [...waiters]) waiter();
  };

  const changed = () => {
    if (waiters.size === 0 || timer) return;
    timer = setTimeout(wake, COLLECT_MS).unref();
  };

  /** Resolves with the next change, or when the signal is aborted. */
  const change = (signal: AbortSignal) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wakeUp = () => resolve();
    waiters.add(wakeUp);
    stop ??= listen(changed);
    signal.addEventListener('abort', wakeUp);
    const forget = () => {
      waiters.delete(wakeUp);
      if (waiters.size === 0) {
        stop?.();
        stop = undefined;
      }
      signal.removeEventListener('abort', wakeUp);
    };
    return { promise, forget };
  };

  return {
    changed,
    noteOllama(reached) {
      if (unreachable !== reached) return;
      unreachable = !reached;
      changed();
    },
    async next(seen, signal) {
      for (;;) {
        signal.throwIfAborted();
        // Before reading, so that no change is missed.
        const { promise, forget } = change(signal);
        try {
          const now = { ...(await read()), unreachable };
          if (!seen || !isSameOverview(now, seen)) return now;
          await promise;
        } finally {
          forget();
        }
      }
    },
  };
};
