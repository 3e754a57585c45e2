import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import { dataDirectory } from '../platform/data-directory.ts';
import { type Platform, pathOf } from '../platform/path-of.ts';
import { isSamePath } from './existing-files.ts';
import type { InstallWorld } from './install-world.ts';

/** Who an install is for, and where. */
export interface InstallPlace {
  /** Instead of the default data directory. */
  readonly dir?: string | undefined;
  /** For all users of the machine instead of the one who runs it. */
  readonly system?: boolean | undefined;
}

/** The absolute paths of an install. */
export interface InstallLayout {
  readonly data: string;
  /** Holds the wrapper, and one directory per version of the host. */
  readonly hosts: string;
  /** What browsers start: the wrapper, or the single executable in the directory of its version. */
  readonly wrapper: string;
  /** Windows only: the manifest file of a family, to which registry keys point. */
  readonly manifest: (family: BrowserFamily) => string;
  /** Mode of the directories: the user's store is among them unless the install is for all users. */
  readonly directoryMode: number;
  /** Whether a package owns the program. On Linux, it also owns the manifests for all users. */
  readonly isPackaged: boolean;
}

type LayoutWorld = Pick<
  InstallWorld,
  'platform' | 'env' | 'home' | 'execPath' | 'isExecutable' | 'isPackaged'
>;

const SYSTEM: Record<Platform, (env: InstallWorld['env']) => string> = {
  linux: () => '/usr/local/lib/ollama-turnkey',
  darwin: () => '/Library/Application Support/ollama-turnkey',
  win32: (env) => `${env['ProgramFiles'] ?? 'C:\\Program Files'}\\ollama-turnkey`,
};

/**
 * Lays out an install. The data directory is `dir`, else the shared one for `system`, else the user's. If a package
 * installed the executable that is running, browsers start that one, unless `dir` names another installation.
 */
export const installLayout = (
  { dir, system = false }: InstallPlace,
  { platform, env, home, execPath, isExecutable, isPackaged: inPackage = false }: LayoutWorld,
): InstallLayout => {
  const path = pathOf(platform);
  const data =
    dir !== undefined
      ? path.resolve(dir)
      : system
        ? SYSTEM[platform](env)
        : dataDirectory(platform, env, home);
  const directoryMode = system ? 0o755 : 0o700;
  if (inPackage && dir === undefined) {
    const hosts = path.dirname(execPath);
    const manifest = (family: BrowserFamily) => path.join(hosts, packageManifestName(family));
    return { data, hosts, wrapper: execPath, manifest, directoryMode, isPackaged: true };
  }
  const hosts = path.join(data, 'host');
  return {
    data,
    hosts,
    wrapper: isExecutable
      ? path.join(hosts, VERSION, EXECUTABLE_NAME[platform])
      : path.join(hosts, WRAPPER_NAME[platform]),
    manifest: (family) => path.join(data, 'manifests', family, `${HOST_NAME}.json`),
    directoryMode,
    isPackaged: false,
  };
};

/** The file name of a family's manifest in the package for Windows, beside the executable. */
export const packageManifestName = (family: BrowserFamily): string => `${family}.json`;

/** The wrapper's file name. */
export const WRAPPER_NAME: Record<Platform, string> = {
  linux: 'ollama-turnkey-host',
  darwin: 'ollama-turnkey-host',
  win32: 'ollama-turnkey-host.bat',
};

/** The file name of the single executable. */
const EXECUTABLE_NAME: Record<Platform, string> = {
  linux: 'ollama-turnkey',
  darwin: 'ollama-turnkey',
  win32: 'ollama-turnkey.exe',
};

/** Whether a path has the name of a program that some installation gives to browsers. */
export const isProgramName = (platform: Platform, program: string): boolean =>
  [WRAPPER_NAME[platform], EXECUTABLE_NAME[platform]].includes(pathOf(platform).basename(program));

/**
 * Whether a program is one that this installation gives to browsers: what it has now, another version of it, or the
 * executable that is running, which a package may have installed.
 */
export const isOwnProgram = (
  { platform, isExecutable, execPath }: Pick<InstallWorld, 'platform' | 'isExecutable' | 'execPath'>,
  { hosts, wrapper }: InstallLayout,
  program: string,
): boolean => {
  const { dirname } = pathOf(platform);
  const folders = [dirname(program), dirname(dirname(program))];
  return (
    isSamePath(platform, program, wrapper) ||
    (isExecutable === true && isSamePath(platform, program, execPath)) ||
    (isProgramName(platform, program) && folders.some((folder) => isSamePath(platform, folder, hosts)))
  );
};
