import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pack } from '../../tests/package/pack.ts';
import { SDK_PACKAGE } from '../sdk-package/write-sdk-package.ts';
import type { Adoption } from './adoption.ts';
import { drive } from './drive.ts';
import { chatgptbox } from './extensions/chatgptbox.ts';
import { ollamaSidebar } from './extensions/ollama-sidebar.ts';
import { ollamaUi } from './extensions/ollama-ui.ts';
import { prepare } from './prepare.ts';

/**
 * Adopts real extensions from checkouts of their repositories, by the guide for existing extensions, and uses them in
 * Chromium. Needs `npm run build`, git and the registry. `npm run adopt -- NAME=CHECKOUT…`
 */
const ADOPTIONS: Readonly<Record<string, Adoption>> = {
  'ollama-ui': ollamaUi,
  'ollama-sidebar': ollamaSidebar,
  chatgptbox,
};

const USAGE = [
  'Usage: npm run adopt -- NAME=CHECKOUT…',
  ...Object.entries(ADOPTIONS).map(
    ([name, { repository, commit }]) => `  ${name}: ${repository} at ${commit}`,
  ),
].join('\n');

const report = async (name: string, checkout: string, tarball: string, root: string): Promise<boolean> => {
  const adoption = ADOPTIONS[name];
  if (!adoption) throw new Error(USAGE);
  console.log(`${name} (${adoption.repository} at ${adoption.commit.slice(0, 7)})`);
  const built = await prepare(resolve(checkout), adoption, { folder: join(root, name), tarball });
  const { install, build } = built.seconds;
  console.log(`  lines: +${built.added} -${built.removed}; install ${install} s, build ${build} s`);
  const { console: said, ...works } = await drive(adoption, built.output);
  for (const [what, finding] of Object.entries(works)) console.log(`  ${what}: ${finding}`);
  for (const each of said) console.log(`  console: ${each}`);
  return !Object.values(works).some((finding) => finding.startsWith('FAILS'));
};

const wanted = process.argv.slice(2).map((each) => each.split('=') as [string, string?]);
if (wanted.length === 0) throw new Error(USAGE);
const root = await mkdtemp(join(tmpdir(), 'turnkey-adopt-'));
const packed = await pack(SDK_PACKAGE);
try {
  for (const [name, checkout] of wanted) {
    if (checkout === undefined) throw new Error(USAGE);
    if (!(await report(name, checkout, packed.tarball, root))) process.exitCode = 1;
  }
} finally {
  await packed.remove();
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
}
