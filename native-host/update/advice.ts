import { SETUP_URL } from '../../shared/setup-url.ts';
import { UserError } from '../errors/user-error.ts';
import type { Platform } from '../platform/path-of.ts';
import type { Installed } from './installed.ts';
import { targetName } from './program-target.ts';

/** How to update what a package of the system installed. */
const PACKAGED: Readonly<Record<Platform, string>> = {
  linux:
    'Install the newer package, for example with `sudo apt install ./ollama-turnkey_VERSION_ARCHITECTURE.deb`.',
  darwin: 'Use your package manager, for example `brew upgrade ollama-turnkey`.',
  win32: 'Open the newer .msi file, or run `winget upgrade OllamaTurnkey.OllamaTurnkey`.',
};

/** A package owns the program that is running. */
export const packageOwnsIt = (platform: Platform): UserError =>
  new UserError(
    'A package of the system installed the app, and only that can update it.',
    PACKAGED[platform],
  );

/** What a release has for an executable: the end of the file's name after the target. */
const DOWNLOAD: Readonly<Record<Platform, string>> = { linux: '.tar.xz', darwin: '.zip', win32: '.exe' };

/** An executable has no client of a registry. */
export const fileNeeded = ({ platform, arch }: { platform: Platform; arch: string }): UserError =>
  new UserError(
    'The app is a single executable, so the file of the new version has to be named.',
    `Download ollama-turnkey-VERSION-${targetName({ platform, arch })}${DOWNLOAD[platform]} and SHA256SUMS ` +
      `from ${SETUP_URL} into one folder, then run \`ollama-turnkey update FILE\`.`,
  );

export const npmNeeded = (): UserError =>
  new UserError(
    'npm was not found, neither beside Node.js nor in the PATH.',
    'Install Node.js with npm from nodejs.org and run `npx ollama-turnkey@latest update`. Or download the ' +
      `package (.tgz) and SHA256SUMS from ${SETUP_URL}, then run \`ollama-turnkey update FILE\`.`,
  );

export const notInstalled = (data: string): UserError =>
  new UserError(
    `No browser starts an app in ${data}, so there is nothing to update.`,
    'Run `ollama-turnkey install-host`. Or name the installation with --dir, --system or --user-data-dir.',
  );

/** The file is for the other kind of installation. */
export const otherKind = (installed: Installed['kind'], file: string): UserError =>
  installed === 'package'
    ? new UserError(
        'The installed app runs on Node.js, and the file is an executable. Nothing was changed.',
        `To change to the executable, start it with \`install-host\`. It is in ${file}.`,
      )
    : new UserError(
        'The installed app is a single executable, and the file is a package for Node.js. Nothing was changed.',
        'Name a file with the executable. To change to Node.js, run `npx ollama-turnkey install-host`.',
      );

/** The executable cannot write a wrapper for a Node that it does not know. */
export const nodeNeeded = (): UserError =>
  new UserError(
    'The installed app runs on Node.js, and this command is the single executable.',
    'Run `npx ollama-turnkey@latest update`.',
  );
