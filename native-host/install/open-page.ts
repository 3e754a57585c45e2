import type { Platform } from '../platform/path-of.ts';
import type { InstallWorld } from './install-world.ts';

/** How each system opens an address in the default browser. No shell reads the address. */
const OPENERS: Record<Platform, (url: string) => readonly [command: string, ...args: string[]]> = {
  linux: (url) => ['xdg-open', url],
  darwin: (url) => ['/usr/bin/open', url],
  win32: (url) => ['rundll32.exe', 'url.dll,FileProtocolHandler', url],
};

/** Opens a page in the default browser. Does nothing on a system without one. */
export const openPage = async (
  url: string,
  { platform, run }: Pick<InstallWorld, 'platform' | 'run'>,
): Promise<void> => {
  const [command, ...args] = OPENERS[platform](url);
  await run(command, args);
};
