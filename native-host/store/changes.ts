/** Notifies listeners of changes of permissions, by this process or another one. */
export interface Changes {
  /** Returns a function that stops listening. */
  listen(listener: () => void): () => void;
  /** Notifies the listeners of a change by this process. */
  notify(): void;
  close(): void;
}

/** Milliseconds between two checks for changes by other processes, while there are listeners. */
export const CHECK_INTERVAL_MS = 200;

/** Differs after each change by another process. Undefined while it can't be read. */
export type ChangeMark = number | string | undefined;

/**
 * @param mark is called by a timer, so it must not throw. When it is readable again, a change is assumed.
 */
export const createChanges = (mark: () => ChangeMark): Changes => {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let last: ChangeMark;

  const notify = () => {
    for (const listener of [...listeners]) listener();
  };

  const check = () => {
    const now = mark();
    if (now === last) return;
    last = now;
    if (now !== undefined) notify();
  };

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    notify,
    listen(listener) {
      listeners.add(listener);
      if (!timer) {
        last = mark();
        timer = setInterval(check, CHECK_INTERVAL_MS).unref();
      }
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
    close() {
      listeners.clear();
      stop();
    },
  };
};
