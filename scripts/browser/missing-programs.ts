import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackage } from './install-package.ts';

const isInstalled = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/**
 * Installs programs that are not in PATH, if possible. Returns those that are still missing.
 * @param packages Debian’s package of each program
 */
export const missingPrograms = (packages: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(packages)
    .filter(([program, name]) => !isInstalled(program) && !(installPackage(name) && isInstalled(program)))
    .map(([program]) => program);
