import type { UsageRow } from '../../../shared/access/usage.ts';
import type { Later } from '../later.ts';
import type { Usage } from '../usage.ts';
import type { Database } from './query.ts';

export const createPostgresUsage = ({ query }: Database): Later<Usage> => ({
  async add({ grantId, day, model, requests, errors, promptTokens, outputTokens, ms }) {
    await query(
      `INSERT INTO turnkey_usage AS old
         (grant_id, day, model, requests, errors, prompt_tokens, output_tokens, ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (day, grant_id, model) DO UPDATE SET
         requests = old.requests + excluded.requests,
         errors = old.errors + excluded.errors,
         prompt_tokens = old.prompt_tokens + excluded.prompt_tokens,
         output_tokens = old.output_tokens + excluded.output_tokens,
         ms = old.ms + excluded.ms`,
      [grantId, day, model, requests, errors, promptTokens, outputTokens, Math.round(ms)],
    );
  },
  list: ({ since = '', until = '9999' } = {}) =>
    query<UsageRow>(
      `SELECT grant_id AS "grantId", day, model, requests, errors, prompt_tokens AS "promptTokens",
         output_tokens AS "outputTokens", ms
       FROM turnkey_usage WHERE day >= $1 AND day <= $2 ORDER BY day, grant_id COLLATE "C", model COLLATE "C"`,
      [since, until],
    ),
});
