import type { InstallPlace } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';

/** Why an install or uninstall was refused or failed completely. */
export type InstallErrorCode =
  | 'bad_extension_id'
  | 'bundle_missing'
  | 'install_refused_root'
  | 'not_writable'
  | 'unknown_browser'
  | 'unsupported_platform';

/** An error for the person at the terminal. The message says what happened, to what, and what to do next. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
  readonly code: InstallErrorCode;

  constructor(code: InstallErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const NOT_ALLOWED =
  'This user may not write there: correct the owner or the permissions of the folder, choose another with --dir, ' +
  "or install it for all users with --system, which needs sudo or an administrator's terminal";

/** What to do about an error of the file system. */
const ADVICE: Readonly<Record<string, string>> = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  ENOSPC: 'The disk is full: free some space',
  EDQUOT: 'Your share of the disk is full: free some space',
  EROFS: 'The disk is read-only: choose a folder on another one with --dir',
};

const OTHERWISE = "Make sure that you may write there (--system needs sudo or an administrator's terminal)";

/**
 * The `not_writable` error for a path, with the operating system's reason and what to do about it. It names the folder
 * instead if that could not be created.
 */
export const notWritable = (path: string, cause: unknown): InstallError => {
  const error: NodeJS.ErrnoException = cause instanceof Error ? cause : new Error(String(cause));
  const { code = '', message, syscall, path: at } = error;
  const [what, kept] =
    syscall === 'mkdir' && at !== undefined
      ? [`create the folder ${at}`, '']
      : [`write ${path}`, ' The old file is unchanged.'];
  return new InstallError(
    'not_writable',
    `Could not ${what}: ${message}.${kept} ${ADVICE[code] ?? OTHERWISE}, then run the command again.`,
    { cause },
  );
};

/**
 * Throws `install_refused_root` without `system` if root would install for another user: under sudo, and under su, which
 * keeps the user's home. Its files would belong to root, and the user's browsers could not start them.
 */
export const refuseRoot = async (
  { system = false }: InstallPlace,
  { uid, env, home, fs }: InstallWorld,
): Promise<void> => {
  if (system || uid !== 0) return;
  const user = env['SUDO_USER'];
  if (user && user !== 'root') {
    throw new InstallError(
      'install_refused_root',
      `Under sudo this would be done for root's browsers, not for those of ${user}. ` +
        `Run the same command as ${user} without sudo, or add --system to do it for all users of this machine.`,
    );
  }
  const owner = await fs.stat(home).then(
    (facts) => facts.uid,
    () => undefined,
  );
  if (owner === undefined || owner === 0) return;
  throw new InstallError(
    'install_refused_root',
    `The home directory ${home} belongs to another user, who could not use files of root. ` +
      'Run the same command as that user, or add --system to do it for all users of this machine.',
  );
};
