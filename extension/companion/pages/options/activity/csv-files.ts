import { type ListedRequest, outputSpeed } from '../../../../../shared/access/recent-request.ts';
import type { HourUsage } from '../../../../../shared/access/usage.ts';
import { csvOf } from '../../../../ui/usage/csv.ts';
import type { User } from '../../../../ui/usage/summary.ts';

type FindUser = (grantId: string) => User;

const SUMMARY = [
  ...(['day', 'hour', 'name', 'grantId', 'model', 'requests', 'errors'] as const),
  ...(['promptTokens', 'outputTokens', 'ms'] as const),
];

/** The usage of a period. The columns are named as in `ollama-turnkey usage --json`; `hour` is a time in UTC. */
export const summaryCsv = (rows: readonly HourUsage[], userOf: FindUser): string =>
  csvOf(
    SUMMARY,
    rows.map((row) => ({
      ...row,
      hour: row.hour === 0 ? null : new Date(row.hour).toISOString(),
      name: userOf(row.grantId).name,
    })),
  );

const RECENT = [
  ...(['at', 'name', 'grantId', 'operation', 'model', 'state', 'status', 'code'] as const),
  ...(['promptTokens', 'outputTokens', 'firstMs', 'ms', 'tokensPerSecond'] as const),
];

/** The recent requests, newest first. */
export const recentCsv = (requests: readonly ListedRequest[], userOf: FindUser): string =>
  csvOf(
    RECENT,
    requests.map((request) => {
      const speed = outputSpeed(request);
      return {
        ...request,
        at: new Date(request.at).toISOString(),
        name: userOf(request.grantId).name,
        tokensPerSecond: speed === null ? null : Math.round(speed * 100) / 100,
      };
    }),
  );
