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

/** Both counts together. */
const addUsage = (one: UsageCounts, other: UsageCounts): UsageCounts => ({
  requests: one.requests + other.requests,
  errors: one.errors + other.errors,
  promptTokens: one.promptTokens + other.promptTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  ms: one.ms + other.ms,
});

/** The sums for each key that `by` gives. */
export const sumUsage = (
  rows: readonly UsageRow[],
  by: (row: UsageRow) => string,
): ReadonlyMap<string, UsageCounts> => {
  const sums = new Map<string, UsageCounts>();
  for (const row of rows) sums.set(by(row), addUsage(sums.get(by(row)) ?? NOTHING, row));
  return sums;
};

/** Rows that wait to be written: those of one day, grant and model are one. */
export const gatherUsage = (gathered: Map<string, UsageRow>, row: UsageRow): void => {
  const key = JSON.stringify([row.day, row.grantId, row.model]);
  const before = gathered.get(key);
  gathered.set(key, before ? { ...row, ...addUsage(before, row) } : row);
};
