import type { Audit } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { insertInto, select, valuesOf } from '../tables.ts';

const ADD = insertInto('audit');
const LIST = select('audit');

export const createAudit = ({ run }: Sql): Audit => ({
  async add(entry) {
    await run(ADD, valuesOf('audit', { ...entry }));
  },
  list: () => run(LIST),
});
