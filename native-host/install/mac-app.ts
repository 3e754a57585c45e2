import type { Platform } from '../platform/path-of.ts';

/** The program of an app for macOS. */
const IN_APP = /\.app\/Contents\/MacOS\/[^/]+$/;

/**
 * The arguments of the executable: an app that the user opens in the Finder has none, and then installs the host and opens
 * the installation page. Old versions of macOS pass an argument with the serial number of the process.
 */
export const argumentsOf = (
  platform: Platform,
  executable: string,
  given: readonly string[],
): readonly string[] => {
  const args = given.filter((each) => !each.startsWith('-psn_'));
  return platform === 'darwin' && args.length === 0 && IN_APP.test(executable)
    ? ['install-host', '--open-page']
    : args;
};
