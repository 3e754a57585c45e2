import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The licence of the project, and the notices of what its bundle contains. `npm run build` writes the notices. */
export const copyright = async (): Promise<string> => {
  const files = ['LICENSE', 'native-host/dist/THIRD-PARTY-NOTICES.txt'];
  const texts = await Promise.all(files.map((name) => readFile(join(ROOT, name), 'utf8')));
  return texts.join('\n');
};
