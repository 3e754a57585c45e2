import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Target } from '../../extension/targets.ts';
import { installCannedHost } from './canned-host.ts';
import type { PageState } from './page-state.ts';

/** The scripts of an extension with these states: `?state=NAME` chooses one, and `lang` the language. */
const dressed = (states: readonly PageState[]): string => `
const asked = new URLSearchParams(location.search);
const lang = asked.get('lang');
if (lang) (globalThis.browser ?? chrome).i18n.getUILanguage = () => lang;
const hosts = ${JSON.stringify(Object.fromEntries(states.map(({ name, host }) => [name, host])))};
const host = hosts[asked.get('state')];
if (host) (${installCannedHost})(host);
`;

/** Copies a built extension, whose pages then show a state of the table. Returns the folder of the copy. */
export const dressExtension = async (
  extension: PageState['extension'],
  target: Target,
  states: readonly PageState[],
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-screens-'));
  const dist = fileURLToPath(new URL(`../../extension/${extension}/dist/${target}`, import.meta.url));
  await cp(dist, folder, { recursive: true });
  await writeFile(join(folder, 'dressed.js'), dressed(states));
  const pages = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
  for (const page of pages) {
    const html = await readFile(join(folder, page), 'utf8');
    await writeFile(join(folder, page), html.replace('<head>', '<head><script src="/dressed.js"></script>'));
  }
  return folder;
};
