import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { executablePath } from '../executables/places.ts';
import { EXECUTABLE_TARGETS, type ExecutableTarget } from '../executables/targets.ts';
import { buildDeb, DEBIAN_ARCH } from './build-deb.ts';
import { buildMsi } from './build-msi.ts';
import { buildTar } from './build-tar.ts';
import { writeChecksums } from './checksums.ts';
import type { Compression } from './compression.ts';
import { copyright } from './copyright.ts';
import { macApp } from './mac-app.ts';
import { INSTALLERS as OUT } from './places.ts';
import { PRODUCT } from './product.ts';

/**
 * Writes the installers to `dist/installers`, from the executables that `npm run build:executables` has built, with their
 * checksums and the manifests for package managers: for all targets, or for those that are named. A target whose
 * executable is missing is left out and named. With `--fast`, packages for Linux are compressed less, by zstd.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fast: { type: 'boolean', default: false } },
});
const compression: Compression = values.fast ? 'zstd' : 'xz';

const build = async (target: ExecutableTarget): Promise<void> => {
  const { name, file } = target;
  const executable = executablePath({ name, file });
  const base = join(OUT, `${PRODUCT.id}-${PRODUCT.version}-${name}`);
  const licence = await copyright(target);
  if (name === 'linux-x64' || name === 'linux-arm64') {
    const deb = `${PRODUCT.id}_${PRODUCT.version}_${DEBIAN_ARCH[name]}.deb`;
    const source = { target: name, executable, copyright: licence, compression };
    await buildDeb({ ...source, out: join(OUT, deb) });
    await buildTar({ ...source, out: base });
  } else if (name === 'windows-x64') {
    await buildMsi(executable, licence, `${base}.msi`);
    // For an installation of all users, and for `ollama-turnkey update`.
    await copyFile(executable, `${base}.exe`);
  } else await writeFile(`${base}.zip`, macApp(await readFile(executable), licence));
};

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const target of EXECUTABLE_TARGETS) {
  if (positionals.length > 0 && !positionals.includes(target.name)) continue;
  if (existsSync(executablePath(target))) await build(target);
  else
    console.error(`${target.name}: no executable. Run \`npm run build:executables ${target.name}\` first.`);
}
for (const { name, sha256, bytes } of await writeChecksums(OUT)) {
  console.log(`${sha256}  ${name}  ${(bytes / 1e6).toFixed(1)} MB`);
}
