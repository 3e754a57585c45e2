import { HOUR_MS, MINUTE_MS } from '../time.ts';

/** The use of one grant on one day with one model. */
export interface UsageCounts {
  readonly requests: number;
  /** Requests that Ollama answered with an error, or whose reply was interrupted. */
  readonly errors: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Requests whose tokens are an estimate, because they ended before Ollama reported them. Absent from older hosts. */
  readonly estimated?: number;
  /** Total duration of all requests, in milliseconds, each from its start to the end of its reply. */
  readonly ms: number;
}

/** The usage of one grant, with the day and the model that it belongs to. */
export interface UsageRow extends UsageCounts {
  /** The date in the computer's time zone, for example `2026-11-24`. */
  readonly day: string;
  readonly grantId: string;
  /** Empty if the request named no model, or one that Ollama does not have. */
  readonly model: string;
}

/** The usage of one end user of a key, on one day. */
export interface AccountUsage extends UsageCounts {
  readonly day: string;
  readonly grantId: string;
  /** As the client of the key names the user. */
  readonly account: string;
}

/** The usage of one end user of a key, on several days. */
export type AccountTotals = Omit<AccountUsage, 'day'>;

/** Usage as it is recorded: of one hour. */
export interface HourUsage extends UsageRow {
  /** When the hour began in the computer's time zone, in milliseconds since the epoch. 0 if only the day is known. */
  readonly hour: number;
}

/**
 * When the hour of a time began in the computer's time zone, which may differ from UTC by half an hour. The two equal hours
 * at the end of daylight saving time begin at different times. `time`: milliseconds since the epoch.
 */
export const hourOf = (time: number): number => {
  const local = time - new Date(time).getTimezoneOffset() * MINUTE_MS;
  return time - (local % HOUR_MS);
};

/** The date of a time in the computer's time zone, for example `2026-11-24`. `time`: milliseconds since the epoch. */
export const dayOf = (time: number): string => {
  const date = new Date(time);
  const two = (count: number) => String(count).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** All tokens, of prompts and of output. */
export const tokensOf = ({
  promptTokens,
  outputTokens,
}: Pick<UsageCounts, 'promptTokens' | 'outputTokens'>): number => promptTokens + outputTokens;

const NOTHING: UsageCounts = {
  requests: 0,
  errors: 0,
  promptTokens: 0,
  outputTokens: 0,
  estimated: 0,
  ms: 0,
};

const addUsage = (one: UsageCounts, other: UsageCounts): UsageCounts => ({
  requests: one.requests + other.requests,
  errors: one.errors + other.errors,
  promptTokens: one.promptTokens + other.promptTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  estimated: (one.estimated ?? 0) + (other.estimated ?? 0),
  ms: one.ms + other.ms,
});

/** Adds up rows by the key that `by` returns for each. */
export const sumUsage = <Row extends UsageCounts>(
  rows: readonly Row[],
  by: (row: Row) => string,
): ReadonlyMap<string, UsageCounts> => {
  const sums = new Map<string, UsageCounts>();
  for (const row of rows) sums.set(by(row), addUsage(sums.get(by(row)) ?? NOTHING, row));
  return sums;
};

const gather = <Row extends UsageCounts>(gathered: Map<string, Row>, key: string, row: Row): void => {
  const before = gathered.get(key);
  gathered.set(key, before ? { ...row, ...addUsage(before, row) } : row);
};

/** Adds a row to those that wait to be written: rows of the same hour, grant and model are merged. */
export const gatherUsage = (gathered: Map<string, HourUsage>, row: HourUsage): void => {
  // Only the last of these can contain a line break.
  gather(gathered, `${row.day}\n${row.hour}\n${row.grantId}\n${row.model}`, row);
};

/** The same for end users: rows of the same day, grant and account are merged. */
export const gatherAccounts = (gathered: Map<string, AccountUsage>, row: AccountUsage): void => {
  gather(gathered, `${row.day}\n${row.grantId}\n${row.account}`, row);
};
