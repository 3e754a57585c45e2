import { describe, expect, onTestFinished, test } from 'vitest';
import { newClient, openPool } from '../../native-host/store/postgres/connection.ts';
import { listenForChanges } from '../../native-host/store/postgres/listen.ts';
import { migratePostgres } from '../../native-host/store/postgres/migrate.ts';
import { findPostgres, withPostgres } from './find-postgres.ts';
import { usePostgres, withPassword } from './use-postgres.ts';

const bin = findPostgres();

/** The connections of this database that listen. */
const LINES = "FROM pg_stat_activity WHERE query = 'LISTEN turnkey' AND datname = current_database()";

describe.skipIf(bin === undefined)(`changes in ${withPostgres(bin)}`, () => {
  const postgres = usePostgres(bin);

  const setListener = async () => {
    const address = withPassword(await postgres.server.database());
    const pool = openPool(address);
    await migratePostgres(pool, address);
    let told = 0;
    let wake = () => {};
    const { stop } = listenForChanges({
      connect: () => newClient(address),
      changed() {
        told += 1;
        wake();
      },
      lastDelay: 200,
    });
    onTestFinished(async () => {
      await stop();
      await pool.end();
    });
    const heard = async (count: number) => {
      while (told < count) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
      }
      return told;
    };
    // The first notification is that it has connected.
    await heard(1);
    const grant = (id: string) =>
      pool.query(
        "INSERT INTO turnkey_grants (id, name, kind, scopes, created_at) VALUES ($1, 'x', 'key', '[]', 0)",
        [id],
      );
    return { pool, heard, grant, stop };
  };

  test('are reported for grants and denials, also if made by hand, and not for a recorded use', async () => {
    const { pool, heard, grant } = await setListener();
    await grant('one');
    expect(await heard(2)).toBe(2);
    await pool.query('UPDATE turnkey_grants SET last_used_at = 5');
    await pool.query("INSERT INTO turnkey_settings VALUES ('a', 'b')");
    await pool.query('UPDATE turnkey_grants SET revoked_at = 5');
    expect(await heard(3)).toBe(3);
    await pool.query("INSERT INTO turnkey_denials VALUES ('me', 0)");
    expect(await heard(4)).toBe(4);
    await pool.query('DELETE FROM turnkey_grants');
    expect(await heard(5)).toBe(5);
  });

  test('that were missed while the database was unreachable are reported as one when it is back', async () => {
    const { heard, grant } = await setListener();
    await postgres.server.stop();
    await postgres.server.start();
    expect(await heard(2)).toBe(2);
    await grant('two');
    expect(await heard(3)).toBe(3);
  });

  test('are reported again after only the connection was lost', async () => {
    const { pool, heard } = await setListener();
    await pool.query(`SELECT pg_terminate_backend(pid) ${LINES}`);
    expect(await heard(2)).toBe(2);
  });

  test('are not reported after the end', async () => {
    const { pool, grant, stop } = await setListener();
    await stop();
    await grant('three');
    // The server closes a connection a little after its client.
    const lines = () => pool.query(`SELECT 1 ${LINES}`);
    while ((await lines()).rows.length > 0);
  });

  test('of the schema are made once by processes that start at the same time', async () => {
    const address = withPassword(await postgres.server.database());
    const pools = Array.from({ length: 5 }, () => openPool(address));
    await Promise.all(pools.map((pool) => migratePostgres(pool, address)));
    expect((await pools[0]?.query('SELECT count(*) AS rows FROM turnkey_version'))?.rows).toEqual([
      { rows: 1 },
    ]);
    await pools[0]?.query('UPDATE turnkey_version SET version = 1000');
    await expect(migratePostgres(pools[1] as never, 'shown')).rejects.toEqual(
      expect.objectContaining({ reason: 'newer', detail: expect.stringContaining('shown') }),
    );
    for (const pool of pools) await pool.end();
  });
});
