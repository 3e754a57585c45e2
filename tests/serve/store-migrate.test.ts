import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findPostgres, withPostgres } from './find-postgres.ts';
import { PASSWORD } from './start-postgres.ts';
import { createServeEnv } from './start-serve.ts';
import { usePostgres, withPassword } from './use-postgres.ts';

const bin = findPostgres();

describe.skipIf(bin === undefined)(`the file and ${withPostgres(bin)}`, () => {
  const postgres = usePostgres(bin);

  const setStores = async () => {
    const testEnv = await createServeEnv({ PGPASSWORD: PASSWORD });
    onTestFinished(() => testEnv.dispose());
    const address = await postgres.server.database();
    const migrate = async (...args: string[]) =>
      JSON.parse(await testEnv.cli('store', 'migrate', '--json', ...args)) as {
        copied: boolean;
        counts: object;
      };
    return { testEnv, address, migrate };
  };

  test('a key works in a copy of its store, and in a copy of that', async () => {
    const { testEnv, address, migrate } = await setStores();
    await testEnv.key('--http', '--name', 'Alice', '--limit-minute', '5');
    const counts = {
      grants: 1,
      denials: 0,
      dismissals: 0,
      settings: 0,
      audit: 1,
      usage: 0,
      accounts: 0,
      recent: 0,
    };
    expect(await migrate('--to', address)).toEqual({ copied: true, counts });
    expect(await migrate('--to', address)).toEqual({ copied: false, counts });
    const list = async (...args: string[]) => JSON.parse(await testEnv.cli(...args, 'key', 'list', '--json'));
    expect(await list('--store', address)).toEqual(await list());
    const back = join(testEnv.folder, 'back.sqlite');
    expect(await migrate('--from', address, '--to', back)).toEqual({ copied: true, counts });
    expect(await list('--store', back)).toEqual(await list());
  });

  test('the contents of a store are not overwritten', async () => {
    const { testEnv, address, migrate } = await setStores();
    await testEnv.key('--http', '--name', 'Alice');
    await migrate('--to', address);
    await testEnv.cli('--store', address, 'key', 'create', '--http', '--name', 'Bob');
    const { code, said } = await testEnv.fails(['store', 'migrate', '--to', address]);
    expect([code, said]).toEqual([1, expect.stringContaining('not empty')]);
    expect(said).toContain('2 grants');
    const names = JSON.parse(await testEnv.cli('--store', address, 'key', 'list', '--json'));
    expect(names.map(({ name }: { name: string }) => name)).toEqual(['Alice', 'Bob']);
  });

  test('a password never appears in arguments or messages', async () => {
    const { testEnv, address } = await setStores();
    const open = withPassword(address);
    for (const args of [
      ['store', 'migrate', '--to', open],
      ['--store', open, 'key', 'list'],
    ]) {
      const { code, said } = await testEnv.fails(args);
      expect([code, said.includes('PGPASSWORD'), said.includes(PASSWORD)]).toEqual([1, true, false]);
    }
    const elsewhere = { OLLAMA_TURNKEY_STORE: open.replace('/turnkey', '/none') };
    const { code, said } = await testEnv.fails(['key', 'list'], elsewhere);
    expect([code, said.includes('refuses this user'), said.includes(PASSWORD)]).toEqual([1, true, false]);
  });
});
