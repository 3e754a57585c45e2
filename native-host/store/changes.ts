/** Tells whoever listens that permissions have changed, here or in another process. */
export interface Changes {
  /** Returns what ends the listening. */
  listen(listener: () => void): () => void;
  /** This process has changed something. */
  tell(): void;
  close(): void;
}

/** How often another process's changes are looked for while somebody listens, in milliseconds. */
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
