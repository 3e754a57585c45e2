import { pathOf } from '../platform/path-of.ts';
import type { InstallWorld } from './install-world.ts';

/** Folder beside the host's file with what it loads only when that is needed: its commands, its HTTP client. */
const PARTS = 'parts';

/** A file of the host besides its first one. */
interface HostPart {
  readonly path: string;
  readonly text: string;
}

/** The parts of the bundle at `from`, each with the path that it has beside the host at `to`. */
export const readParts = async (
  { platform, fs }: Pick<InstallWorld, 'platform' | 'fs'>,
  from: string,
  to: string,
): Promise<HostPart[]> => {
  const { dirname, join } = pathOf(platform);
  const names = await fs.readdir(join(dirname(from), PARTS)).catch(() => []);
  return Promise.all(
    names.sort().map(async (name) => ({
      path: join(dirname(to), PARTS, name),
      text: await fs.readFile(join(dirname(from), PARTS, name), 'utf8'),
    })),
  );
};
