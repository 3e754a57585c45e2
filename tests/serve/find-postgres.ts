import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackage } from '../../scripts/browser/install-package.ts';

/** Where Debian and its derivatives install the programs of each version, outside of PATH. */
const DEBIAN = '/usr/lib/postgresql';

const folders = (): string[] => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...versions.map((version) => join(DEBIAN, version, 'bin')), ...path];
};

const program = process.platform === 'win32' ? 'initdb.exe' : 'initdb';
const installed = () => folders().find((folder) => existsSync(join(folder, program)));

/** The folder of PostgreSQL's programs. Installs Debian's package if possible. Undefined if there is none. */
export const findPostgres = (): string | undefined =>
  installed() ?? (installPackage('postgresql') ? installed() : undefined);

/** The name of tests that need PostgreSQL, with the reason if they are skipped. */
export const withPostgres = (folder: string | undefined): string =>
  folder === undefined
    ? 'PostgreSQL (skipped: it is not installed, and only Debian’s package is)'
    : 'PostgreSQL';
