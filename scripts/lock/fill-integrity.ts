import { writeFile } from 'node:fs/promises';
import { runNpm } from '../run-npm.ts';
import { fetchedPackages, LOCK, readLock } from './package-lock.ts';

/**
 * Adds to `package-lock.json` the `integrity` values that npm left out, as the registry states them. Versions stay as
 * they are. npm leaves the values out when it takes packages from an existing `node_modules`, never adds them later,
 * and does not verify what has none: https://github.com/npm/cli/issues/4460.
 */
const lock = await readLock();
const incomplete = fetchedPackages(lock).filter(({ entry }) => entry.integrity === undefined);

for (const { name, entry } of incomplete) {
  const { stdout } = await runNpm(['view', `${name}@${entry.version}`, 'dist.integrity']);
  entry.integrity = stdout.trim();
  console.log(`${name}@${entry.version} ${entry.integrity}`);
}
await writeFile(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
// Let npm sort the fields in its own order.
await runNpm(['install', '--package-lock-only']);
