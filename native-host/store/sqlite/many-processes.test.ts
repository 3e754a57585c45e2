import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-store.ts';
import type { JournalMode } from './journal-mode.ts';
import { openStore } from './open-store.ts';

/** Timeout: fifty processes are started on a machine that may have one processor. */
vi.setConfig({ testTimeout: 300_000 });

/** A separate process. */
const WRITER = fileURLToPath(new URL('../testing/write-grants.ts', import.meta.url));

const PROCESSES = 50;
/** Each process makes five writes. Without WAL, each of them waits for the disk. */
const GRANTS: Record<JournalMode, number> = { wal: 6, truncate: 2 };

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
  ['a network file system', 'truncate'],
])(
  'fifty processes write concurrently as on %s and lose nothing, and a key binds only once',
  async (_, journal) => {
    const count = GRANTS[journal];
    const path = join(temporaryFolder(), 'data', 'turnkey.sqlite');
    const store = openStore(path, Date.now, { journalOf: () => journal, busyMs: 600_000 });
    await store.grants.create(PRIZE);
    const codes = await Promise.all(
      Array.from({ length: PROCESSES }, (_, writer) => {
        const args = [WRITER, path, `writer${writer}`, String(count), journal];
        const child = spawn(process.execPath, args, { stdio: 'inherit' });
        return new Promise<number | null>((resolve) => child.on('exit', resolve));
      }),
    );
    expect(codes.filter((code) => code === 7)).toHaveLength(1);
    expect(codes.filter((code) => code === 0)).toHaveLength(PROCESSES - 1);
    const grants = (await store.grants.list()).filter(({ id }) => id !== 'prize');
    expect(grants).toHaveLength(PROCESSES * count);
    for (const { id, caller, lastUsedAt } of grants) {
      expect(id.startsWith(`${caller}-`) && lastUsedAt !== null).toBe(true);
    }
    expect(await store.audit.list()).toHaveLength(PROCESSES * count);
    const each = (PROCESSES * count) / 2;
    const counts = {
      requests: each,
      errors: 0,
      promptTokens: 3 * each,
      outputTokens: 5 * each,
      ms: 7 * each,
    };
    expect(await store.usage.list()).toMatchObject([
      { model: 'model0', ...counts },
      { model: 'model1', ...counts },
    ]);
    expect((await store.grants.byId('prize'))?.caller).toBe(`writer${codes.indexOf(7)}`);
    await store.close();
  },
);
