import type { InstallWorld } from './install-world.ts';

/** Undoes the escapes of the kernel: `\040` is a space. https://man7.org/linux/man-pages/man5/fstab.5.html */
const unescapePath = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_match, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/**
 * The options of the file system that holds a path, by a list of mounts as in `/proc/self/mounts`. The last of the
 * longest mount points counts: a mount hides those below it.
 */
export const mountOptions = (mounts: string, path: string): readonly string[] => {
  let best = { length: -1, options: [] as readonly string[] };
  for (const line of mounts.split('\n')) {
    const [, point = '', , options = ''] = line.split(' ');
    const place = unescapePath(point);
    const inside = path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`);
    if (place && inside && place.length >= best.length)
      best = { length: place.length, options: options.split(',') };
  }
  return best.options;
};

type Disks = Pick<InstallWorld, 'platform' | 'fs'>;

/** Whether the disk of a path has an option. Only Linux says so. */
const hasOption = async ({ platform, fs }: Disks, path: string, option: string): Promise<boolean> => {
  if (platform !== 'linux') return false;
  const mounts = await fs.readFile('/proc/self/mounts', 'utf8').catch(() => '');
  return mountOptions(mounts, path).includes(option);
};

/** Whether the disk of a path does not allow programs to be started. */
export const isNoexec = (world: Disks, path: string): Promise<boolean> => hasOption(world, path, 'noexec');

/** Whether the disk of a path cannot be written. */
export const isReadOnly = (world: Disks, path: string): Promise<boolean> => hasOption(world, path, 'ro');
