import { missingPrograms } from './missing-programs.ts';

/** The programs of a virtual desktop, and the Debian packages that have them. */
const PROGRAMS = { Xvfb: 'xvfb', openbox: 'openbox', xdotool: 'xdotool' } as const;

/** Installs the programs of a virtual desktop. Returns those that are still missing. */
export const missingForDesktop = (): readonly string[] => missingPrograms(PROGRAMS);

/** The suffix for the name of a test that needs a virtual desktop: why it is skipped, or nothing. */
export const onDesktop = (missing: readonly string[]): string =>
  missing.length === 0
    ? 'on a desktop with a real pointer'
    : `on a desktop with a real pointer (skipped: ${missing.join(', ')} not installed, only Debian’s packages are)`;
