import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { zipSync } from 'fflate';
import type { Target } from '../../extension/targets.ts';

/** The first time that a zip can state, as local time: zips have no time zone. */
const TIME = new Date(1980, 0, 1);

/** The Chrome Web Store refuses a manifest with a key: it signs extensions with its own. */
const forStore = (manifest: Buffer): Buffer => {
  const { key: _, ...rest } = JSON.parse(manifest.toString('utf8')) as Record<string, unknown>;
  return Buffer.from(`${JSON.stringify(rest, null, 2)}\n`);
};

/**
 * Packs a built extension for a store. The same files give the same bytes: entries are sorted by name, have a fixed time
 * and no attributes of the file system, and are compressed in JavaScript, so that the bytes do not depend on the machine.
 */
export const zipExtension = async (folder: string, target: Target): Promise<Uint8Array> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
    .toSorted((one, two) => (one < two ? -1 : 1));
  const zipped: Record<string, Uint8Array> = {};
  for (const file of files) {
    const content = await readFile(join(folder, file));
    zipped[file] = target === 'chromium' && file === 'manifest.json' ? forStore(content) : content;
  }
  return zipSync(zipped, { level: 9, mtime: TIME });
};
