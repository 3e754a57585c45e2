/** Whether an Ollama gets requests: `closed` as usual, `open` none for a while, `half-open` one at a time as a trial. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** The circuit breaker of one Ollama: it answers checks, but may fail requests, for example because its GPU is gone. */
export interface Circuit {
  readonly state: CircuitState;
  /** Whether a request may be sent. One that is sent anyway, because no other Ollama is left, counts too. */
  readonly admits: boolean;
  /** A request is sent. */
  begin(): Attempt;
}

/** One request, whose outcome is reported once. */
interface Attempt {
  succeeded(): void;
  failed(): void;
  /** It says nothing about the Ollama, because the client has gone or the queue is full. */
  dropped(): void;
}

/** Consecutive failures that open the circuit. */
const FAILURES = 5;

/** Milliseconds until the first trial. Doubled after each trial that fails. */
const FIRST_PAUSE_MS = 5_000;
const LAST_PAUSE_MS = 60_000;

/** @param now milliseconds of a clock that never goes back */
export const createCircuit = (now: () => number): Circuit => {
  let failures = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let pause = FIRST_PAUSE_MS;
  let trial: Attempt | undefined;

  const state = (): CircuitState => {
    if (failures < FAILURES) return 'closed';
    return now() < failedAt + pause ? 'open' : 'half-open';
  };

  return {
    get state() {
      return state();
    },
    get admits() {
      const is = state();
      return is === 'closed' || (is === 'half-open' && !trial);
    },
    begin() {
      const began = now();
      const isTrial = state() === 'half-open' && !trial;
      const end = () => {
        if (trial === attempt) trial = undefined;
      };
      const attempt: Attempt = {
        succeeded() {
          end();
          failures = 0;
          pause = FIRST_PAUSE_MS;
        },
        failed() {
          end();
          // Requests that ran together fail together: that is one failure.
          if (began < failedAt) return;
          failures += 1;
          failedAt = now();
          if (isTrial) pause = Math.min(2 * pause, LAST_PAUSE_MS);
        },
        dropped: end,
      };
      if (isTrial) trial = attempt;
      return attempt;
    },
  };
};
