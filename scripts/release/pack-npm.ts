import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { absoluteLinks, type Published } from '../npm-readme.ts';
import { runNpm } from '../run-npm.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The folders of the npm packages: the whole one, and the SDK alone. */
const PACKAGES = [ROOT, join(ROOT, 'dist/ollama-turnkey-sdk')];

/** Runs work with a README whose links are absolute. Restores it afterwards. */
const withAbsoluteLinks = async (isTag: boolean, work: () => Promise<void>): Promise<void> => {
  const readme = join(ROOT, 'README.md');
  const text = await readFile(readme, 'utf8');
  const published = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Published;
  if (published.repository === undefined && !isTag) {
    console.log('package.json has no repository yet: the links of the README stay relative.');
    return work();
  }
  await writeFile(readme, absoluteLinks(text, published));
  try {
    await work();
  } finally {
    await writeFile(readme, text);
  }
};

/** Packs both npm packages into a folder. A tag needs the address of the repository. */
export const packNpm = (out: string, isTag: boolean): Promise<void> =>
  withAbsoluteLinks(isTag, async () => {
    for (const folder of PACKAGES)
      await runNpm(['pack', '--silent', '--ignore-scripts', '--pack-destination', out, folder]);
  });

/** Asks npm whether it would publish a package. Nothing is published. */
export const wouldPublish = async (tarball: string): Promise<void> => {
  await runNpm(['publish', '--dry-run', '--ignore-scripts', '--provenance=false', tarball]);
};
