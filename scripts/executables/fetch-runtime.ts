import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BUN_VERSION, type ExecutableTarget } from './targets.ts';

const run = promisify(execFile);

/** The digest of a package as the registry and lock files write it. */
const integrityOf = (tarball: Uint8Array): `sha512-${string}` =>
  `sha512-${createHash('sha512').update(tarball).digest('base64')}`;

/**
 * Returns the path of Bun's runtime for a target. Takes it from the npm registry unless an earlier run did. Throws if the
 * package is not the one that `target.integrity` names, before anything of it is unpacked.
 */
export const fetchRuntime = async (
  { name, runtime, integrity, program }: ExecutableTarget,
  cache: string,
): Promise<string> => {
  const folder = join(cache, `bun-${BUN_VERSION}-${name}`);
  const path = join(folder, 'package', program);
  if (
    await access(path).then(
      () => true,
      () => false,
    )
  )
    return path;
  await mkdir(cache, { recursive: true });
  // Unpacked beside its place and renamed, so that an interrupted run leaves nothing that looks complete.
  const fresh = await mkdtemp(join(cache, 'fetch-'));
  try {
    const { stdout } = await run(
      'npm',
      ['pack', `${runtime}@${BUN_VERSION}`, '--json', '--pack-destination', fresh],
      {
        cwd: tmpdir(),
        shell: process.platform === 'win32',
      },
    );
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    const tarball = join(fresh, filename);
    const found = integrityOf(await readFile(tarball));
    if (found !== integrity)
      throw new Error(`${runtime}@${BUN_VERSION} has the digest ${found} instead of ${integrity}.`);
    await run('tar', ['-xzf', tarball, '-C', fresh]);
    await rm(tarball);
    await rename(fresh, folder).catch(async (error) => {
      // Another run was faster.
      await access(path).catch(() => {
        throw error;
      });
    });
    return path;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};
