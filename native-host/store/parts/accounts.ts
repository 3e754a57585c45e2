import type { Accounts } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { COUNTS, insertInto, select, valuesOf } from '../tables.ts';

const ADD = `${insertInto('accounts').replace('{accounts}', '{accounts} AS old')}
  ON CONFLICT (day, grantId, account) DO UPDATE SET
    ${COUNTS.map((name) => `${name} = old.${name} + excluded.${name}`).join(', ')}`;
const LIST = select('accounts', 'day >= ? AND day <= ?');

export const createAccounts = ({ run, relaxed }: Sql): Accounts => ({
  async add(row) {
    await relaxed(ADD, valuesOf('accounts', { estimated: 0, ...row, ms: Math.round(row.ms) }));
  },
  list: ({ since = '', until = '9999' } = {}) => run(LIST, [since, until]),
});
