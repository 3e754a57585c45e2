/** Why an install or uninstall was refused or failed as a whole. */
export type InstallErrorCode =
  | 'bad_extension_id'
  | 'bundle_missing'
  | 'install_refused_root'
  | 'not_writable'
  | 'unknown_browser'
  | 'unsupported_platform';

/** An error for the person at the terminal: the message says what happened, to what, and what to do next. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
  readonly code: InstallErrorCode;

  constructor(code: InstallErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
