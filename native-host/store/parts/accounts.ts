import type { Accounts } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { select } from '../tables.ts';
import { createAddCounts } from './add-counts.ts';

const LIST = select('accounts', 'day >= ? AND day <= ?');

export const createAccounts = (sql: Sql): Accounts => ({
  add: createAddCounts('accounts', ['day', 'grantId', 'account'], sql),
  list: ({ since = '', until = '9999' } = {}) => sql.run(LIST, [since, until]),
});
