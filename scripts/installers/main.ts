import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { renderManifest } from '../../manifests/render-manifest.ts';
import { extensionIds } from '../../native-host/install/extension-ids.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { executablePath } from '../executables/places.ts';
import { EXECUTABLE_TARGETS, type ExecutableTarget } from '../executables/targets.ts';
import { buildDeb, DEBIAN_ARCH } from './build-deb.ts';
import { buildTar } from './build-tar.ts';
import { macApp } from './mac-app.ts';
import { packageManifests } from './package-manifests.ts';
import { PRODUCT } from './product.ts';
import { msiSource } from './windows-installer.ts';

/**
 * Writes the installers to `dist/installers`, from the executables that `npm run build:executables` has built, with their
 * checksums and the manifests for package managers. A target whose executable is missing is left out and named.
 */
const OUT = fileURLToPath(new URL('../../dist/installers/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const run = promisify(execFile);

/** The licence of the project, and the notices of what its bundle contains. */
const copyright = async (): Promise<string> => {
  const notices = join(ROOT, 'native-host/dist/THIRD-PARTY-NOTICES.txt');
  return (await Promise.all([join(ROOT, 'LICENSE'), notices].map((path) => readFile(path, 'utf8')))).join(
    '\n',
  );
};

const buildMsi = async (executable: string, out: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-msi-'));
  try {
    const ids = extensionIds();
    const put = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    // Beside the executable: on Windows, a manifest may name its program by a relative path.
    const manifest = (family: 'chromium' | 'firefox') => {
      const fields = { name: HOST_NAME, path: `${PRODUCT.id}.exe`, ids: ids[family] };
      return put(`${family}.json`, renderManifest(family, fields));
    };
    const [chromium, firefox] = [await manifest('chromium'), await manifest('firefox')];
    const source = await put('product.wxs', msiSource({ executable, chromium, firefox }));
    await run('wixl', ['--arch', 'x64', '--output', out, source]);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const build = async ({ name, file }: ExecutableTarget): Promise<void> => {
  const executable = executablePath({ name, file });
  const base = join(OUT, `${PRODUCT.id}-${PRODUCT.version}-${name}`);
  const licence = await copyright();
  if (name === 'linux-x64' || name === 'linux-arm64') {
    const deb = `${PRODUCT.id}_${PRODUCT.version}_${DEBIAN_ARCH[name]}.deb`;
    await buildDeb({ target: name, executable, copyright: licence, out: join(OUT, deb) });
    await buildTar({ target: name, executable, copyright: licence, out: `${base}.tar.xz` });
  } else if (name === 'windows-x64') await buildMsi(executable, `${base}.msi`);
  else await writeFile(`${base}.zip`, macApp(await readFile(executable), licence));
};

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const target of EXECUTABLE_TARGETS) {
  if (existsSync(executablePath(target))) await build(target);
  else
    console.error(`${target.name}: no executable. Run \`npm run build:executables ${target.name}\` first.`);
}
const sums: Record<string, string> = {};
for (const name of (await readdir(OUT)).sort()) {
  const bytes = await readFile(join(OUT, name));
  sums[name] = createHash('sha256').update(bytes).digest('hex');
  console.log(`${sums[name]}  ${name}  ${(bytes.byteLength / 1e6).toFixed(1)} MB`);
}
const lines = Object.entries(sums).map(([name, sum]) => `${sum}  ${name}\n`);
await writeFile(join(OUT, 'SHA256SUMS'), lines.join(''));
for (const [path, text] of Object.entries(packageManifests(sums))) {
  const file = join(OUT, 'package-managers', path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}
