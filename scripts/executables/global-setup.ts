import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExecutable } from './build-executable.ts';
import { bundleHost } from './bundle-host.ts';
import { CACHE, executablePath } from './places.ts';
import { targetOf } from './targets.ts';

/** Builds the executable of this machine before the tests that drive it. */
export const setup = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-bundle-'));
  try {
    const target = targetOf(process);
    const bundle = await bundleHost(folder);
    await buildExecutable({ target, bundle, cache: CACHE, out: executablePath(target) });
  } finally {
    await rm(folder, { recursive: true });
  }
};
