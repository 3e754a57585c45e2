import type { ListedRequest, RecentRequest } from '../../../shared/access/recent-request.ts';
import { MAX_RECENT, type RecentRequests } from '../contract.ts';
import type { Sql } from '../sql.ts';
import { insertInto, TABLES, valuesOf } from '../tables.ts';

/** Rows per statement. Bounds the number of statements that a database prepares. */
const ROWS = 32;

const INSERTS = Array.from({ length: ROWS }, (_, at) => insertInto('recent', at + 1));
const PRUNE = 'DELETE FROM {recent} WHERE position <= (SELECT max(position) FROM {recent}) - ?::bigint';
const LIST = `SELECT position AS id, ${TABLES.recent.fields.join(', ')} FROM {recent}
  WHERE position < ?::bigint ORDER BY position DESC LIMIT ?::bigint`;

export interface StoredRequests extends RecentRequests {
  /** Settles once no write is in progress. Undefined if none is. */
  settled(): Promise<unknown> | undefined;
}

export const createRecent = ({ run, relaxed }: Sql): StoredRequests => {
  const writing = new Set<Promise<void>>();

  const write = async (requests: readonly RecentRequest[]) => {
    for (let at = 0; at < requests.length; at += ROWS) {
      const some = requests.slice(at, at + ROWS);
      const values = some.flatMap((request) => valuesOf('recent', { estimated: 0, ...request }));
      await relaxed(INSERTS[some.length - 1] as string, values);
    }
    await relaxed(PRUNE, [MAX_RECENT]);
  };

  return {
    async add(requests) {
      const written = write(requests);
      writing.add(written);
      try {
        await written;
      } finally {
        writing.delete(written);
      }
    },
    list: ({ limit, before = Number.MAX_SAFE_INTEGER }) => run<ListedRequest>(LIST, [before, limit]),
    settled: () => (writing.size > 0 ? Promise.allSettled(writing) : undefined),
  };
};
