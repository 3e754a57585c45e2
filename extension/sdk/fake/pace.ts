/** How fast the fake Ollama answers. */
export interface Pace {
  /** Milliseconds before an answer begins, and before each piece of it. */
  delay: number;
  /** Nothing more of an answer leaves from now on, until `release`. */
  hold(): void;
  release(): void;
  /** Settles when the next piece may leave. An aborted signal ends the delay. */
  next(signal: AbortSignal): Promise<void>;
}

const pause = (delay: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delay);
    signal.addEventListener('abort', done, { once: true });
  });

export const createPace = (delay: number): Pace => {
  let held: PromiseWithResolvers<void> | undefined;
  const pace: Pace = {
    delay,
    hold() {
      held ??= Promise.withResolvers<void>();
    },
    release() {
      held?.resolve();
      held = undefined;
    },
    async next(signal) {
      if (pace.delay > 0) await pause(pace.delay, signal);
      while (held) await held.promise;
    },
  };
  return pace;
};
