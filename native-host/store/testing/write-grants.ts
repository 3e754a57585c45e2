import type { JournalMode } from '../journal-mode.ts';
import { openStore } from '../open-store.ts';

/** A process of its own that writes to the store at `path`: `count` grants, each bound, touched and noted. */
const [path = '', writer = '', count = '0', journal = 'wal'] = process.argv.slice(2);
const store = openStore(path, Date.now, () => journal as JournalMode);
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
}
// One prize for all: who gets it is told by the exit code.
process.exitCode = (await store.grants.bind('prize', writer)) ? 7 : 0;
await store.close();
