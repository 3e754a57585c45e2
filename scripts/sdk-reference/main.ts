import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENTRIES } from '../../extension/sdk/entries.ts';
import { readDeclarations } from './read-declarations.ts';
import { renderReference } from './render.ts';

/** Writes the SDK reference from the built declarations. */
const SDK = fileURLToPath(new URL('../../extension/sdk/', import.meta.url));

export const REFERENCE = fileURLToPath(new URL('../../docs/developers/reference.md', import.meta.url));

export const makeReference = async (): Promise<string> => {
  const dist = join(SDK, 'dist');
  const all = await readdir(dist, { recursive: true });
  const files = new Map<string, ReturnType<typeof readDeclarations>>();
  for (const file of all.filter((each) => each.endsWith('.d.ts')).sort()) {
    files.set(file, readDeclarations(await readFile(join(dist, file), 'utf8')));
  }
  const entries = Object.entries(ENTRIES).map(([path, name]) => {
    const file = files.get(`${name}.d.ts`);
    if (!file) throw new Error(`Run \`npm run build\` first: there are no declarations of ${name}.`);
    return { path: path.replace('.', 'ollama-turnkey'), file };
  });
  return renderReference(entries, [...files.values()]);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(REFERENCE, await makeReference());
