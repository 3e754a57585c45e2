import { isThere } from '../install/existing-files.ts';
import type { InstallWorld } from '../install/install-world.ts';
import { type Platform, pathOf } from '../platform/path-of.ts';

/** Where npm is installed, from the folder of Node: by Node itself, and by Debian. */
const FROM_NODE: Readonly<Record<Platform, readonly string[]>> = {
  linux: ['../lib/node_modules/npm/bin/npm-cli.js', '../share/nodejs/npm/bin/npm-cli.js'],
  darwin: ['../lib/node_modules/npm/bin/npm-cli.js'],
  win32: ['node_modules/npm/bin/npm-cli.js'],
};

/** The places where npm may be, the most likely first: what runs this process, beside its Node, beside those in PATH. */
export const npmPlaces = ({
  platform,
  env,
  execPath,
}: Pick<InstallWorld, 'platform' | 'env' | 'execPath'>): string[] => {
  const { dirname, delimiter, isAbsolute, join } = pathOf(platform);
  const named = env['npm_execpath'] ?? '';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(isAbsolute);
  const beside = [dirname(execPath), ...folders].flatMap((folder) =>
    FROM_NODE[platform].map((path) => join(folder, path)),
  );
  return [...(/[\\/]npm-cli\.js$/.test(named) ? [named] : []), ...new Set(beside)];
};

/**
 * The program of npm, which Node runs: Windows has only a batch file besides, which a process cannot start without a
 * shell. Undefined if there is none.
 */
export const findNpm = async (world: InstallWorld): Promise<string | undefined> => {
  for (const place of npmPlaces(world)) if (await isThere(world.fs, place)) return place;
  return undefined;
};
