import { afterAll, beforeAll } from 'vitest';
import { PASSWORD, type RunningPostgres, startPostgres } from './start-postgres.ts';

/** Address of a database with its password, for use within the test's process only. */
export const withPassword = (address: string): string => address.replace('turnkey@', `turnkey:${PASSWORD}@`);

/** One PostgreSQL for the tests of a file. */
export const usePostgres = (bin: string | undefined): { readonly server: RunningPostgres } => {
  let server: RunningPostgres | undefined;
  beforeAll(async () => {
    if (bin !== undefined) server = await startPostgres(bin);
  });
  afterAll(() => server?.dispose());
  return {
    get server() {
      if (!server) throw new Error('PostgreSQL is not there.');
      return server;
    },
  };
};
