import type { Accounts } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { SUMS, select } from '../tables.ts';
import { createAddCounts } from './add-counts.ts';

const LIST = select('accounts', 'day >= ? AND day <= ?');
const TOTALS = `SELECT grantId, account, ${SUMS} FROM {accounts} WHERE day >= ? AND day <= ? GROUP BY grantId, account
  ORDER BY sum(requests) DESC, grantId COLLATE "C", account COLLATE "C" LIMIT ?::bigint`;

export const createAccounts = (sql: Sql): Accounts => ({
  add: createAddCounts('accounts', ['day', 'grantId', 'account'], sql),
  list: ({ since = '', until = '9999' } = {}) => sql.run(LIST, [since, until]),
  totals: ({ since, until, atMost }) => sql.run(TOTALS, [since, until, atMost]),
});
