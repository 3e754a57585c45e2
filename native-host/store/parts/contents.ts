import type { Contents } from '../contract.ts';
import type { Statement } from '../sql.ts';
import type { StoreContents } from '../store-contents.ts';
import { CONTENTS_PARTS, insertInto, type Row, select, valuesOf } from '../tables.ts';

type Transaction = <Result>(work: (sql: { readonly run: Statement }) => Promise<Result>) => Promise<Result>;

/** @param snapshot runs statements that all see the same state of the database */
export const createContents = (snapshot: Transaction, transaction: Transaction): Contents => ({
  read: () =>
    snapshot(async ({ run }) => {
      const contents: Partial<Record<keyof StoreContents, readonly unknown[]>> = {};
      for (const part of CONTENTS_PARTS) contents[part] = await run(select(part));
      return contents as StoreContents;
    }),
  write: (contents) =>
    transaction(async ({ run }) => {
      for (const part of CONTENTS_PARTS) {
        const text = insertInto(part);
        for (const row of contents[part] as readonly unknown[]) await run(text, valuesOf(part, row as Row));
      }
    }),
});
