import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A package of the npm registry. */
export interface Fetched {
  readonly name: string;
  readonly version: string;
  /** The digest of the package as the registry and lock files give it. */
  readonly integrity: string;
}

/** The digest of a package as the registry and lock files write it. */
const integrityOf = (tarball: Uint8Array): string =>
  `sha512-${createHash('sha512').update(tarball).digest('base64')}`;

/**
 * Returns the folder of an unpacked package. Takes it from the npm registry unless an earlier run did. Throws if the
 * package is not the one that `integrity` names, before anything of it is unpacked.
 */
export const fetchPackage = async ({ name, version, integrity }: Fetched, cache: string): Promise<string> => {
  const folder = join(cache, `${name.replace(/^@/, '').replace('/', '-')}-${version}`);
  const unpacked = join(folder, 'package');
  const isThere = await access(unpacked).then(
    () => true,
    () => false,
  );
  if (isThere) return unpacked;
  await mkdir(cache, { recursive: true });
  // Unpacked beside its place and renamed, so that an interrupted run leaves nothing that looks complete.
  const fresh = await mkdtemp(join(cache, 'fetch-'));
  try {
    const { stdout } = await run(
      'npm',
      ['pack', `${name}@${version}`, '--json', '--pack-destination', fresh],
      {
        cwd: tmpdir(),
        shell: process.platform === 'win32',
      },
    );
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    const tarball = join(fresh, filename);
    const found = integrityOf(await readFile(tarball));
    if (found !== integrity)
      throw new Error(`${name}@${version} has the digest ${found} instead of ${integrity}.`);
    await run('tar', ['-xzf', tarball, '-C', fresh]);
    await rm(tarball);
    await rename(fresh, folder).catch(async (error) => {
      // Another run was faster.
      await access(unpacked).catch(() => {
        throw error;
      });
    });
    return unpacked;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};
