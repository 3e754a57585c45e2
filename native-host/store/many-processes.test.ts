import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import type { JournalMode } from './journal-mode.ts';
import { openStore } from './open-store.ts';
import { temporaryFolder } from './testing/temporary-store.ts';

/** Fifty programs are started on a machine that may have one processor. */
vi.setConfig({ testTimeout: 120_000 });

/** A process of its own. */
const WRITER = fileURLToPath(new URL('./testing/write-grants.ts', import.meta.url));

const PROCESSES = 50;
const GRANTS = 10;

const PRIZE = {
  id: 'prize',
  name: 'Prize',
  kind: 'key',
  caller: null,
  scopes: [],
  models: null,
  expiresAt: null,
  parent: null,
  digest: null,
} as const;

test.each<[string, JournalMode]>([
  ['a local disk', 'wal'],
  ['a network file system', 'delete'],
])(
  'fifty processes write at once as on %s and lose nothing; one alone gets what there is once',
  async (_, journal) => {
    const path = join(temporaryFolder(), 'data', 'turnkey.sqlite');
    const store = openStore(path, Date.now, () => journal);
    await store.grants.create(PRIZE);
    const codes = await Promise.all(
      Array.from({ length: PROCESSES }, (_, writer) => {
        const args = [WRITER, path, `writer${writer}`, String(GRANTS), journal];
        const child = spawn(process.execPath, args, { stdio: 'inherit' });
        return new Promise<number | null>((resolve) => child.on('exit', resolve));
      }),
    );
    expect(codes.filter((code) => code === 7)).toHaveLength(1);
    expect(codes.filter((code) => code === 0)).toHaveLength(PROCESSES - 1);
    const grants = (await store.grants.list()).filter(({ id }) => id !== 'prize');
    expect(grants).toHaveLength(PROCESSES * GRANTS);
    for (const { id, caller, lastUsedAt } of grants) {
      expect(id.startsWith(`${caller}-`) && lastUsedAt !== null).toBe(true);
    }
    expect(await store.audit.list()).toHaveLength(PROCESSES * GRANTS);
    expect((await store.grants.byId('prize'))?.caller).toBe(`writer${codes.indexOf(7)}`);
    await store.close();
  },
);
