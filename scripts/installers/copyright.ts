import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchKeyring } from '../executables/fetch-parts.ts';
import { CACHE } from '../executables/places.ts';
import type { ExecutableTarget } from '../executables/targets.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The licence of the project, and the notices of what its executable for a target contains. `npm run build` writes those
 * of the bundle; the keyring, which is MIT as the project is, brings its own.
 */
export const copyright = async (target: Pick<ExecutableTarget, 'keyring'>): Promise<string> => {
  const own = ['LICENSE', 'native-host/dist/THIRD-PARTY-NOTICES.txt'].map((name) => join(ROOT, name));
  const keyring = join(ROOT, 'node_modules/@napi-rs/keyring/LICENSE');
  const { licences } = await fetchKeyring(target, CACHE);
  const texts = await Promise.all([...own, keyring, licences].map((path) => readFile(path, 'utf8')));
  return texts.join('\n');
};
