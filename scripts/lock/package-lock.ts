import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const LOCK = fileURLToPath(new URL('../../package-lock.json', import.meta.url));

/** The fields of an entry that are used here: https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json */
interface LockEntry {
  /** The name in the registry, if that of the folder differs. */
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  integrity?: string;
}

export interface PackageLock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

export const readLock = async (): Promise<PackageLock> => JSON.parse(await readFile(LOCK, 'utf8'));

/** A package that npm fetches. */
export interface LockedPackage {
  readonly folder: string;
  readonly name: string;
  readonly entry: LockEntry;
}

const FOLDER = 'node_modules/';

/** The packages of a lock file that npm fetches: not the project itself, its workspaces, or links to them. */
export const fetchedPackages = ({ packages }: PackageLock): LockedPackage[] =>
  Object.entries(packages)
    .filter(([folder, { link }]) => folder.includes(FOLDER) && !link)
    .map(([folder, entry]) => ({
      folder,
      name: entry.name ?? folder.slice(folder.lastIndexOf(FOLDER) + FOLDER.length),
      entry,
    }));
