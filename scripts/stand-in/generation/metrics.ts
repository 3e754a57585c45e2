/** What the last record of a generation counts; durations in nanoseconds. */
export interface Metrics {
  readonly total_duration: number;
  readonly load_duration: number;
  readonly prompt_eval_count: number;
  readonly prompt_eval_duration: number;
  readonly eval_count: number;
  readonly eval_duration: number;
}

/** Measures one generation from the moment it is made. */
export interface Meter {
  loaded(): void;
  finish(promptTokens: number, tokens: number): Metrics;
}

export function createMeter(): Meter {
  const start = process.hrtime.bigint();
  let loadedAt = start;
  return {
    loaded: () => {
      loadedAt = process.hrtime.bigint();
    },
    finish: (promptTokens, tokens) => {
      const now = process.hrtime.bigint();
      // A field that is 0 would be left out.
      const span = (from: bigint, to: bigint): number => Math.max(1, Number(to - from));
      return {
        total_duration: span(start, now),
        load_duration: span(start, loadedAt),
        prompt_eval_count: Math.max(1, promptTokens),
        prompt_eval_duration: span(loadedAt, now),
        eval_count: Math.max(1, tokens),
        eval_duration: span(loadedAt, now),
      };
    },
  };
}
