import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Target } from '../../extension/targets.ts';

/** Sets the language of the browser, as the extension API states it, for pages with `?lang=TAG`. */
const SPEAK = `const lang = new URLSearchParams(location.search).get('lang');
if (lang) (globalThis.browser ?? chrome).i18n.getUILanguage = () => lang;
`;

/**
 * Copies the built companion and lets a page choose its language with `?lang=TAG`, whatever languages the browser has.
 * Returns the folder of the copy.
 */
export const speakingCompanion = async (target: Target): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-speaking-'));
  const dist = fileURLToPath(new URL(`../../extension/companion/dist/${target}`, import.meta.url));
  await cp(dist, folder, { recursive: true });
  await writeFile(join(folder, 'speak.js'), SPEAK);
  const pages = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
  for (const page of pages) {
    const path = join(folder, page);
    const html = await readFile(path, 'utf8');
    await writeFile(path, html.replace('<head>', '<head><script src="/speak.js"></script>'));
  }
  return folder;
};
