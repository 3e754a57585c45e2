/** Notifies listeners that permissions have changed, in this process or another one. */
export interface Changes {
  /** Returns how to stop listening. */
  listen(listener: () => void): () => void;
  /** Notifies the listeners of a change by this process. */
  tell(): void;
  close(): void;
}

/** Milliseconds between two checks for changes by other processes, while there are listeners. */
export const LOOK_MS = 200;

/** A value that differs after each change by another process; undefined while it can't be read. */
export type ChangeMark = number | string | undefined;

/** `mark` must not throw: a timer calls it. When it can be read again after a while, a change is assumed. */
export const createChanges = (mark: () => ChangeMark, interval = LOOK_MS): Changes => {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let last: ChangeMark;

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };

  const look = () => {
    const now = mark();
    if (now === last) return;
    last = now;
    if (now !== undefined) tell();
  };

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    tell,
    listen(listener) {
      listeners.add(listener);
      if (!timer) {
        last = mark();
        timer = setInterval(look, interval).unref();
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
