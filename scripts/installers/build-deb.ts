import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Compression, DEB_COMPRESSION } from './compression.ts';
import { LINUX_PROGRAM, linuxFiles } from './linux-files.ts';
import { PRODUCT } from './product.ts';
import { SOURCE_DATE } from './source-date.ts';

const run = promisify(execFile);

/** Debian's names of the processors. */
export const DEBIAN_ARCH = { 'linux-x64': 'amd64', 'linux-arm64': 'arm64' } as const;

/** The control file: https://www.debian.org/doc/debian-policy/ch-controlfields.html. Bun's runtime needs glibc 2.17. */
export const debianControl = (architecture: string, kilobytes: number): string => `Package: ${PRODUCT.id}
Version: ${PRODUCT.version}
Architecture: ${architecture}
Maintainer: ${PRODUCT.maintainer}
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.17)
Section: web
Priority: optional
Homepage: ${PRODUCT.homepage}
Description: ${PRODUCT.summary}
 ${PRODUCT.description}
`;

interface Source {
  readonly target: keyof typeof DEBIAN_ARCH;
  readonly executable: string;
  /** Licence and notices of what the executable contains. */
  readonly copyright: string;
  readonly out: string;
  readonly compression: Compression;
}

/**
 * Builds the Debian package: the executable, the command, manifests for all users, and a menu entry. It has no scripts. The manifests are
 * ordinary files and not configuration files, so that removing the package removes them.
 */
export const buildDeb = async ({
  target,
  executable,
  copyright,
  out,
  compression,
}: Source): Promise<void> => {
  const root = await mkdtemp(join(tmpdir(), 'turnkey-deb-'));
  try {
    await chmod(root, 0o755);
    const put = async (path: string, text: string) => {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true, mode: 0o755 });
      await writeFile(file, text, { mode: 0o644 });
    };
    // Debian's libc6 for amd64 has `/usr/lib64`.
    const files = await linuxFiles(copyright, target === 'linux-x64');
    for (const { path, text } of files) await put(path, text);
    await cp(executable, join(root, LINUX_PROGRAM));
    await chmod(join(root, LINUX_PROGRAM), 0o755);
    await mkdir(join(root, 'usr/bin'));
    await symlink(`../lib/${PRODUCT.id}/${PRODUCT.id}`, join(root, 'usr/bin', PRODUCT.id));
    const size = (await readFile(executable)).byteLength;
    await put('/DEBIAN/control', debianControl(DEBIAN_ARCH[target], Math.ceil(size / 1024)));
    await mkdir(dirname(out), { recursive: true });
    // The same files give the same package.
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(SOURCE_DATE) };
    const options = ['--root-owner-group', ...DEB_COMPRESSION[compression]];
    await run('dpkg-deb', [...options, '--build', root, out], { env });
  } finally {
    await rm(root, { recursive: true });
  }
};
