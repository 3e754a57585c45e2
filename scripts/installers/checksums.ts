import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packageManifests } from './package-manifests.ts';

/** A file of a release. */
export interface Summed {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

const SUMS = 'SHA256SUMS';

const sha256 = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** Writes `SHA256SUMS` of the files in a folder, and the manifests for package managers, which contain the digests. */
export const writeChecksums = async (folder: string): Promise<Summed[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
  const files: Summed[] = [];
  for (const name of names.filter((each) => !each.startsWith(SUMS))) {
    const path = join(folder, name);
    files.push({ name, sha256: await sha256(path), bytes: (await stat(path)).size });
  }
  await writeFile(join(folder, SUMS), files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  const sums = Object.fromEntries(files.map((file) => [file.name, file.sha256]));
  for (const [path, text] of Object.entries(packageManifests(sums))) {
    const file = join(folder, 'package-managers', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return files;
};
