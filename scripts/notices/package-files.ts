// cspell:ignore licen
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fetchedPackages, LOCK, readLock } from '../lock/package-lock.ts';

/** The parts of an installed package that a notice needs in addition to its licence file. */
export interface PackageFiles {
  /** The address of its source repository. */
  readonly source: string;
  /** The section on the licence in its README, for packages without a licence file. */
  readonly readmeLicence?: string;
  /** Its NOTICE file (Apache License, section 4.4), and the licences of third-party code that it contains. */
  readonly more: readonly { readonly file: string; readonly text: string }[];
}

/** Excludes the licence file of the package itself, and the packages installed inside it. */
const MORE = /^(?!node_modules\/)(?:notice(?:\.\w+)?|.*\/(?:licen[cs]e|copying)(?:\.(?:md|txt))?)$/i;

const GITHUB = /(?:github\.com[/:]|^(?:github:)?)([\w.-]+\/[\w.-]+?)(?:\.git)?$/;

/** The address of a repository as `package.json` names it: as an object, an address, or `owner/name`. */
export const sourceAddress = (repository: string | { readonly url: string } = ''): string => {
  const url = typeof repository === 'string' ? repository : repository.url;
  const name = GITHUB.exec(url)?.[1];
  return name ? `https://github.com/${name}` : url.replace(/^git\+/, '');
};

/** The text below the heading on the licence. */
export const licenceSection = (readme: string): string | undefined =>
  /^#+ *licen[cs]e\b[^\n]*\n([\s\S]+?)(?=^#|(?![\s\S]))/im.exec(readme)?.[1]?.trim();

/** Reads an installed package. Rejects if the lock file does not have this version of it. */
export const readPackageFiles = async (name: string, version: string): Promise<PackageFiles> => {
  const locked = fetchedPackages(await readLock()).find(
    (each) => each.name === name && each.entry.version === version,
  );
  if (!locked) throw new Error(`${name}@${version} is bundled, but package-lock.json does not have it.`);
  const folder = join(dirname(LOCK), locked.folder);
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const files = (await readdir(folder, { recursive: true }))
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
  const { repository } = JSON.parse(await read('package.json'));
  const readme = files.find((file) => /^readme/i.test(file));
  const readmeLicence = readme && licenceSection(await read(readme));
  return {
    source: sourceAddress(repository),
    ...(readmeLicence && { readmeLicence }),
    more: await Promise.all(
      files.filter((file) => MORE.test(file)).map(async (file) => ({ file, text: await read(file) })),
    ),
  };
};
