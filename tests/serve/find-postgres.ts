import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackage } from '../../scripts/browser/install-package.ts';

/** Where Debian and its kin put each version's programs, out of the way of the PATH. */
const DEBIAN = '/usr/lib/postgresql';

const folders = (): string[] => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...versions.map((version) => join(DEBIAN, version, 'bin')), ...path];
};

const program = process.platform === 'win32' ? 'initdb.exe' : 'initdb';
const installed = () => folders().find((folder) => existsSync(join(folder, program)));

/** The folder of PostgreSQL's programs, installed where the distribution has it; undefined elsewhere. */
export const findPostgres = (): string | undefined =>
  installed() ?? (installPackage('postgresql') ? installed() : undefined);

/** What the name of a test says that needs PostgreSQL. */
export const withPostgres = (folder: string | undefined): string =>
  folder === undefined
    ? 'PostgreSQL (skipped: it is not installed, and only Debian’s package is)'
    : 'PostgreSQL';
