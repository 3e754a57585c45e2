import { InstallError } from './install-error.ts';

/** The `not_writable` error for a path, with the operating system's reason. */
export const notWritable = (path: string, cause: unknown): InstallError =>
  new InstallError(
    'not_writable',
    `Could not write ${path}: ${cause instanceof Error ? cause.message : String(cause)}. What was there before is unchanged. ` +
      "Make sure that you may write there (--system needs sudo or an administrator's terminal), then run the command again.",
    { cause },
  );
