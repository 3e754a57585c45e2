import { describe } from 'vitest';
import { openPostgresStore } from '../../native-host/store/postgres/open-postgres-store.ts';
import { type OpenPlace, storeSuite } from '../../native-host/store/testing/store-suite.ts';
import { transactionSuite } from '../../native-host/store/testing/transaction-suite.ts';
import { findPostgres, withPostgres } from './find-postgres.ts';
import { usePostgres, withPassword } from './use-postgres.ts';

const bin = findPostgres();

describe.skipIf(bin === undefined)(withPostgres(bin), () => {
  const postgres = usePostgres(bin);
  const newPlace = async (): Promise<OpenPlace> => {
    const address = withPassword(await postgres.server.database());
    return (now, leaseSeconds) =>
      openPostgresStore(address, now, leaseSeconds === undefined ? {} : { leaseSeconds });
  };
  storeSuite('the store in it', newPlace);
  transactionSuite('the store in it', newPlace);
});
