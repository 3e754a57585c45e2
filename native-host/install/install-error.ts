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

/** The `not_writable` error for a path, with the operating system's reason. */
export const notWritable = (path: string, cause: unknown): InstallError =>
  new InstallError(
    'not_writable',
    `Could not write ${path}: ${cause instanceof Error ? cause.message : String(cause)}. The old file is unchanged. ` +
      "Make sure that you may write there (--system needs sudo or an administrator's terminal), then run the command again.",
    { cause },
  );

/** Throws `install_refused_root` under sudo without `system`: root's browsers are not the user's. */
export const refuseRoot = ({ system = false }: InstallPlace, { uid, env }: InstallWorld): void => {
  const user = env['SUDO_USER'];
  if (system || uid !== 0 || !user || user === 'root') return;
  throw new InstallError(
    'install_refused_root',
    `Under sudo this would be done for root's browsers, not for those of ${user}. ` +
      `Run the same command as ${user} without sudo, or add --system to do it for all users of this machine.`,
  );
};
