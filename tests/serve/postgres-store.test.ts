import { describe } from 'vitest';
import { openPostgresStore } from '../../native-host/store/postgres/open-postgres-store.ts';
import { storeSuite } from '../../native-host/store/testing/store-suite.ts';
import { findPostgres, withPostgres } from './find-postgres.ts';
import { usePostgres, withPassword } from './use-postgres.ts';

const bin = findPostgres();

describe.skipIf(bin === undefined)(withPostgres(bin), () => {
  const postgres = usePostgres(bin);
  storeSuite('the store in it', async () => {
    const address = withPassword(await postgres.server.database());
    return (now, leaseSeconds) =>
      openPostgresStore(address, now, leaseSeconds === undefined ? {} : { leaseSeconds });
  });
});
