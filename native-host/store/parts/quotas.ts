import type { Quotas, QuotaUse } from '../contract.ts';
import type { Sql } from '../sql.ts';

const USE = 'requests, tokens';
/** One statement, so that no other process can count a request between the comparison and the addition. */
const TAKE = `INSERT INTO {quotas} AS old (subject, period, ${USE}) VALUES (?, ?, 1, 0)
  ON CONFLICT (subject, period) DO UPDATE SET requests = old.requests + 1
    WHERE old.requests < ?::bigint AND old.tokens < ?::bigint
  RETURNING ${USE}`;
const ADD = `INSERT INTO {quotas} AS old (subject, period, ${USE}) VALUES (?, ?, ?, ?)
  ON CONFLICT (subject, period) DO UPDATE SET
    requests = old.requests + excluded.requests, tokens = old.tokens + excluded.tokens`;
const READ = `SELECT ${USE} FROM {quotas} WHERE subject = ? AND period = ?`;
/** Earlier periods of the same length. Both kinds of period sort by their time. */
const PRUNE = 'DELETE FROM {quotas} WHERE subject = ? AND period < ? AND length(period) = length(?::text)';

export const createQuotas = ({ relaxed, run }: Sql): Quotas => ({
  async take(subject, period, { requests, tokens }) {
    const [use] = await relaxed<QuotaUse>(TAKE, [subject, period, requests, tokens]);
    if (use) {
      // If this fails, the first request of the next period removes the rows.
      if (use.requests === 1) void relaxed(PRUNE, [subject, period, period]).catch(() => {});
      return { requests: use.requests, tokens: use.tokens, refused: false };
    }
    const [used] = await run<QuotaUse>(READ, [subject, period]);
    return { requests: used?.requests ?? 0, tokens: used?.tokens ?? 0, refused: true };
  },
  async add(subject, period, { requests, tokens }) {
    await relaxed(ADD, [subject, period, requests, tokens]);
  },
});
