/** Lets tests wait for a state of the server. */
export interface Watch {
  /** Reports a change: every condition is checked again. */
  changed(): void;
  /** Resolves as soon as the condition holds. */
  until(condition: () => boolean): Promise<void>;
}

export const createWatch = (): Watch => {
  const waiting = new Set<() => void>();
  return {
    changed: () => {
      for (const look of waiting) look();
    },
    until: (condition) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      return promise;
    },
  };
};
