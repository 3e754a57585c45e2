import type { JournalMode } from '../sqlite/journal-mode.ts';
import { openStore } from '../sqlite/open-store.ts';

/** A separate process that writes to the store at `path`: `count` grants, each bound, touched and audited. */
const [path = '', writer = '', count = '0', journal = 'wal'] = process.argv.slice(2);
const store = openStore(path, Date.now, {
  journalOf: () => journal as JournalMode,
  // Retries without a limit: the timeout of the test applies.
  busyMs: 600_000,
});
const COUNTS = { requests: 1, errors: 0, promptTokens: 3, outputTokens: 5, ms: 7 };
for (let at = 0; at < Number(count); at += 1) {
  const id = `${writer}-${at}`;
  await store.grants.create({
    id,
    name: id,
    kind: 'key',
    caller: null,
    scopes: ['read'],
    models: null,
    expiresAt: null,
    parent: null,
    digest: null,
  });
  await store.grants.bind(id, writer);
  await store.grants.touch(id);
  await store.audit.add({ at, act: 'created', subject: id });
  await store.usage.add({ ...COUNTS, day: '2026-11-24', hour: 0, grantId: 'prize', model: `model${at % 2}` });
}
// All processes try to bind the same key. The exit code reports which one succeeded.
process.exitCode = (await store.grants.bind('prize', writer)) ? 7 : 0;
await store.close();
