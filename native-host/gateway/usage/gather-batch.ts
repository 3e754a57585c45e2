import type { RecentRequest } from '../../../shared/access/recent-request.ts';
import {
  type AccountUsage,
  gatherAccounts,
  gatherUsage,
  type HourUsage,
  tokensOf,
} from '../../../shared/access/usage.ts';
import type { Charge } from '../limits/quotas.ts';

/** What is recorded of one request. */
export interface RecordedRequest {
  readonly usage: HourUsage;
  /** Undefined for a request that the list of recent ones leaves out. */
  readonly recent: RecentRequest | undefined;
  /** The end user that the usage belongs to; null if the client named none. */
  readonly account?: string | null;
  /** Where its tokens are counted too. */
  readonly charges?: readonly Charge[];
}

/** What a batch of requests adds to the store: one row for each place, however many requests it has. */
interface Batch {
  readonly usage: readonly HourUsage[];
  readonly accounts: readonly AccountUsage[];
  readonly charges: readonly (Charge & { readonly tokens: number })[];
}

const gatherCharges = (
  gathered: Map<string, Charge & { readonly tokens: number }>,
  charges: readonly Charge[],
  tokens: number,
): void => {
  for (const { subject, period } of charges) {
    const key = `${period}\n${subject}`;
    gathered.set(key, { subject, period, tokens: tokens + (gathered.get(key)?.tokens ?? 0) });
  }
};

/** Adds up what requests that ended together are recorded with. */
export const gatherBatch = (requests: readonly RecordedRequest[]): Batch => {
  const rows = new Map<string, HourUsage>();
  const users = new Map<string, AccountUsage>();
  const charged = new Map<string, Charge & { readonly tokens: number }>();
  for (const { usage, account, charges = [] } of requests) {
    gatherUsage(rows, usage);
    const tokens = tokensOf(usage);
    if (tokens > 0) gatherCharges(charged, charges, tokens);
    if (account == null) continue;
    const { hour: _hour, model: _model, ...counts } = usage;
    gatherAccounts(users, { ...counts, account });
  }
  return { usage: [...rows.values()], accounts: [...users.values()], charges: [...charged.values()] };
};
