/** A point at which the server waits until a test releases it. */
export interface Gate {
  /** Resolves when a request waits here. */
  readonly reached: Promise<void>;
  /** Lets the request continue. May be called before one waits. */
  release(): void;
}

/** The server's side of a gate. */
export interface Barrier {
  readonly gate: Gate;
  /** Waits for the release. Rejects if the client disconnects first. */
  pass(gone: AbortSignal): Promise<void>;
}

export const createBarrier = (): Barrier => {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    gate: { reached: reached.promise, release: released.resolve },
    pass: async (gone) => {
      reached.resolve();
      gone.throwIfAborted();
      const left = Promise.withResolvers<void>();
      const leave = (): void => left.reject(gone.reason);
      gone.addEventListener('abort', leave, { once: true });
      const passed = Promise.race([released.promise, left.promise]);
      await passed.finally(() => gone.removeEventListener('abort', leave));
    },
  };
};
