import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TARGETS } from '../../extension/targets.ts';
import { VERSION } from '../../shared/version.ts';
import { zipExtension } from './zip-extension.ts';

/** Writes the built companion as a zip for each store to a folder. Returns the names of the files. */
export const writeStoreZips = async (folder: string): Promise<string[]> => {
  const names: string[] = [];
  for (const target of TARGETS) {
    const dist = fileURLToPath(new URL(`../../extension/companion/dist/${target}`, import.meta.url));
    const name = `ollama-turnkey-${VERSION}-${target}.zip`;
    await writeFile(join(folder, name), await zipExtension(dist, target));
    names.push(name);
  }
  return names;
};
