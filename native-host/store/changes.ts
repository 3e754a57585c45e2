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

/** `version` must differ after each change by another process, as SQLite's `data_version` does. */
export const createChanges = (version: () => number, interval = LOOK_MS): Changes => {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let last = 0;

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };

  const look = () => {
    const now = version();
    if (now === last) return;
    last = now;
    tell();
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
        last = version();
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
