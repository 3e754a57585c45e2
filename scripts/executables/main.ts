import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExecutable } from './build-executable.ts';
import { bundleHost } from './bundle-host.ts';
import { CACHE, executablePath, OUT } from './places.ts';
import { EXECUTABLE_TARGETS } from './targets.ts';

/** Writes the executables of the host to `dist/executables`, for all targets or for those that are named. */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !EXECUTABLE_TARGETS.some((target) => target.name === name));
if (unknown.length > 0) {
  const known = EXECUTABLE_TARGETS.map(({ name }) => name).join(', ');
  throw new Error(`Unknown target: ${unknown.join(', ')}. The targets are ${known}.`);
}
const bundle = await bundleHost(join(OUT, 'bundle'));
for (const target of EXECUTABLE_TARGETS) {
  if (names.length > 0 && !names.includes(target.name)) continue;
  const out = executablePath(target);
  await rm(out, { force: true });
  await buildExecutable({ target, bundle, cache: CACHE, out });
  const bytes = await readFile(out);
  const digest = createHash('sha256').update(bytes).digest('hex');
  console.log(`${digest}  ${target.name}/${target.file}  ${(bytes.byteLength / 1e6).toFixed(1)} MB`);
}
