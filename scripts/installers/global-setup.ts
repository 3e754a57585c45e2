import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { executablePath } from '../executables/places.ts';
import { targetOf } from '../executables/targets.ts';
import { buildDeb } from './build-deb.ts';
import { buildTar } from './build-tar.ts';
import { copyright } from './copyright.ts';
import { DEBIAN_ROOT, TEST_DEB, TEST_TAR_BASE, TEST_TARGET } from './places.ts';

const run = promisify(execFile);

/** Makes the bare Debian, once. It takes a minute. Without root, debootstrap or a mirror, the tests say that they are skipped. */
const prepareDebian = async (): Promise<void> => {
  if (existsSync(DEBIAN_ROOT) || process.getuid?.() !== 0) return;
  const fresh = `${DEBIAN_ROOT}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(dirname(DEBIAN_ROOT), { recursive: true });
  await run('debootstrap', ['--variant=minbase', 'bookworm', fresh], { maxBuffer: 2 ** 26 }).then(
    () => rename(fresh, DEBIAN_ROOT),
    (error: Error) => console.error(`No bare Debian for the tests of packages: ${error.message}`),
  );
};

/** Builds the packages of this machine, from the executable that the setup before this one has built. */
export const setup = async (): Promise<void> => {
  const target = targetOf(process);
  if (target.name !== TEST_TARGET) return;
  const source = {
    target: TEST_TARGET,
    executable: executablePath(target),
    compression: 'zstd',
    copyright: await copyright(target),
  } as const;
  await buildDeb({ ...source, out: TEST_DEB });
  await prepareDebian();
  // Only those tests use it, and zstd may be missing elsewhere.
  if (existsSync(DEBIAN_ROOT)) await buildTar({ ...source, out: TEST_TAR_BASE });
};
