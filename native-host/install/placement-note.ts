import type { InstallLayout } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';

/** Directories for which macOS asks, per program, whether it may look in: a terminal may, a browser may not. */
const PROTECTED = ['Documents', 'Desktop', 'Downloads'];

/** A warning if the host is where macOS keeps browsers from starting it. */
export const placementNote = (
  { platform, home }: Pick<InstallWorld, 'platform' | 'home'>,
  { data }: InstallLayout,
): { note?: string } =>
  platform === 'darwin' && PROTECTED.some((name) => `${data}/`.startsWith(`${home}/${name}/`))
    ? { note: 'macOS keeps browsers out of Documents, Desktop and Downloads: choose another --dir.' }
    : {};
