import { openStore } from '../open-store.ts';

/** A process of its own that writes to the store at `path`: `count` grants, each bound, touched and noted. */
const [path = '', writer = '', count = '0'] = process.argv.slice(2);
const store = openStore(path);
for (let at = 0; at < Number(count); at += 1) {
  const id = `${writer}-${at}`;
  store.grants.create({
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
  store.grants.bind(id, writer);
  store.grants.touch(id);
  store.audit.add({ at, act: 'created', subject: id });
}
// One prize for all: who gets it is told by the exit code.
process.exitCode = store.grants.bind('prize', writer) ? 7 : 0;
store.close();
