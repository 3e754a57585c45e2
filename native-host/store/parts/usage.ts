import type { Usage } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { insertInto, select, valuesOf } from '../tables.ts';

const COUNTS = ['requests', 'errors', 'promptTokens', 'outputTokens', 'ms'];
const ADD = `${insertInto('usage').replace('{usage}', '{usage} AS old')}
  ON CONFLICT (day, grantId, model) DO UPDATE SET
    ${COUNTS.map((name) => `${name} = old.${name} + excluded.${name}`).join(', ')}`;
const LIST = select('usage', 'day >= ? AND day <= ?');

export const createUsage = ({ run, relaxed }: Sql): Usage => ({
  async add(row) {
    await relaxed(ADD, valuesOf('usage', { ...row, ms: Math.round(row.ms) }));
  },
  list: ({ since = '', until = '9999' } = {}) => run(LIST, [since, until]),
});
