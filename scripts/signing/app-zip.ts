import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { zipFiles } from '../installers/zip-files.ts';

/** Unpacks the zip of an app. Everything in `Contents/MacOS` may be executed. Returns the folder of the app. */
export const unpackApp = async (zip: string, folder: string): Promise<string> => {
  const files = Object.entries(unzipSync(await readFile(zip)));
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { mode: /\/MacOS\/[^/]+$/.test(name) ? 0o755 : 0o644 });
  }
  return join(folder, files[0]?.[0].split('/')[0] ?? '');
};

/** Packs the folder of an app again, with what signing has added. */
export const packApp = async (app: string, zip: string): Promise<void> => {
  const top = dirname(app);
  const names = (await readdir(app, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = await Promise.all(
    names.map(async (path) => ({
      name: path.slice(top.length + 1).replaceAll('\\', '/'),
      bytes: await readFile(path),
      mode: (await stat(path)).mode & 0o777,
    })),
  );
  await writeFile(zip, zipFiles(files));
};
