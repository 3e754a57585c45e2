import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Compression, TAR_COMPRESSION } from './compression.ts';
import { PRODUCT } from './product.ts';
import { SOURCE_DATE } from './source-date.ts';

const run = promisify(execFile);

const SCRIPT = fileURLToPath(new URL('install.sh', import.meta.url));

interface Source {
  readonly target: string;
  readonly executable: string;
  /** Licence and notices of what the executable contains. */
  readonly copyright: string;
  /** Without the part of the name that tells the compression. */
  readonly out: string;
  readonly compression: Compression;
}

/**
 * Builds the archive for Linux without a package manager: one folder with the executable and `install.sh`. Returns its
 * path.
 */
export const buildTar = async ({
  target,
  executable,
  copyright,
  out,
  compression,
}: Source): Promise<string> => {
  const top = await mkdtemp(join(tmpdir(), 'turnkey-tar-'));
  const name = `${PRODUCT.id}-${PRODUCT.version}-${target}`;
  const folder = join(top, name);
  try {
    await mkdir(folder, { mode: 0o755 });
    for (const [from, to] of [
      [executable, PRODUCT.id],
      [SCRIPT, 'install.sh'],
    ] as const) {
      await cp(from, join(folder, to));
      await chmod(join(folder, to), 0o755);
    }
    await writeFile(join(folder, 'LICENSE'), copyright, { mode: 0o644 });
    await mkdir(dirname(out), { recursive: true });
    const same = ['--sort=name', `--mtime=@${SOURCE_DATE}`, '--owner=0', '--group=0', '--numeric-owner'];
    const { flag, end } = TAR_COMPRESSION[compression];
    const file = `${out}.${end}`;
    const env = { ...process.env, XZ_OPT: '-6 -T0' };
    await run('tar', ['-C', top, ...same, flag, '-cf', file, name], { env });
    return file;
  } finally {
    await rm(top, { recursive: true });
  }
};
