import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PRODUCT } from './product.ts';
import { SOURCE_DATE } from './source-date.ts';
import { systemManifests } from './system-manifests.ts';

const run = promisify(execFile);

/** Debian's names of the processors. */
export const DEBIAN_ARCH = { 'linux-x64': 'amd64', 'linux-arm64': 'arm64' } as const;

/** Where the package puts the executable. */
const DEBIAN_PROGRAM = `/usr/lib/${PRODUCT.id}/${PRODUCT.id}`;

/** The control file: https://www.debian.org/doc/debian-policy/ch-controlfields.html. Bun's runtime needs glibc 2.17. */
const debianControl = (architecture: string, kilobytes: number): string => `Package: ${PRODUCT.id}
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
}

/**
 * Builds the Debian package: the executable, the command, and manifests for all users. It has no scripts. The manifests are
 * ordinary files and not configuration files, so that removing the package removes them.
 */
export const buildDeb = async ({ target, executable, copyright, out }: Source): Promise<void> => {
  const root = await mkdtemp(join(tmpdir(), 'turnkey-deb-'));
  try {
    await chmod(root, 0o755);
    const put = async (path: string, text: string) => {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true, mode: 0o755 });
      await writeFile(file, text, { mode: 0o644 });
    };
    for (const { path, text } of systemManifests(DEBIAN_PROGRAM)) await put(path, text);
    await put(`/usr/share/doc/${PRODUCT.id}/copyright`, copyright);
    await mkdir(dirname(join(root, DEBIAN_PROGRAM)), { recursive: true });
    await cp(executable, join(root, DEBIAN_PROGRAM));
    await chmod(join(root, DEBIAN_PROGRAM), 0o755);
    await mkdir(join(root, 'usr/bin'));
    await symlink(`../lib/${PRODUCT.id}/${PRODUCT.id}`, join(root, 'usr/bin', PRODUCT.id));
    const size = (await readFile(executable)).byteLength;
    await put('/DEBIAN/control', debianControl(DEBIAN_ARCH[target], Math.ceil(size / 1024)));
    await mkdir(dirname(out), { recursive: true });
    // The same files give the same package.
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(SOURCE_DATE) };
    await run('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', root, out], { env });
  } finally {
    await rm(root, { recursive: true });
  }
};
