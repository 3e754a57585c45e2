/** What one grant was used for on one day with one model. */
export interface UsageCounts {
  readonly requests: number;
  /** Requests that Ollama answered with an error, or that broke off. */
  readonly errors: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Milliseconds from a request to the end of its answer, summed. */
  readonly ms: number;
}

export interface UsageRow extends UsageCounts {
  /** `2026-11-24`, by the clock and in the time zone of the computer. */
  readonly day: string;
  readonly grantId: string;
  /** Empty for what names no model, or one that Ollama has not. */
  readonly model: string;
}

/** The day of a time, in the time zone of the computer. */
export const dayOf = (time: number): string => {
  const date = new Date(time);
  const two = (count: number) => String(count).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

const NOTHING: UsageCounts = { requests: 0, errors: 0, promptTokens: 0, outputTokens: 0, ms: 0 };

/** The sums for each key that `by` gives. */
export const sumUsage = (
  rows: readonly UsageRow[],
  by: (row: UsageRow) => string,
): ReadonlyMap<string, UsageCounts> => {
  const sums = new Map<string, UsageCounts>();
  for (const row of rows) {
    const sum = sums.get(by(row)) ?? NOTHING;
    sums.set(by(row), {
      requests: sum.requests + row.requests,
      errors: sum.errors + row.errors,
      promptTokens: sum.promptTokens + row.promptTokens,
      outputTokens: sum.outputTokens + row.outputTokens,
      ms: sum.ms + row.ms,
    });
  }
  return sums;
};
