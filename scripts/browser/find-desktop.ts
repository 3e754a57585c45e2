import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackage } from './install-package.ts';

/** The programs of a desktop without a screen, and Debian’s packages of them. */
const PROGRAMS = { Xvfb: 'xvfb', openbox: 'openbox', xdotool: 'xdotool' } as const;

const isInstalled = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** The programs that are missing for a desktop without a screen, after installing what can be installed. */
export const missingForDesktop = (): readonly string[] =>
  Object.entries(PROGRAMS)
    .filter(([program, name]) => !isInstalled(program) && !(installPackage(name) && isInstalled(program)))
    .map(([program]) => program);

/** What the name of a test says that needs such a desktop. */
export const onDesktop = (missing: readonly string[]): string =>
  missing.length === 0
    ? 'on a desktop with a real pointer'
    : `on a desktop with a real pointer (skipped: ${missing.join(', ')} not installed, only Debian’s packages are)`;
