import type { ErrorCode } from '../../shared/errors/codes.ts';
import { StoreError } from '../store/store-error.ts';

/**
 * Describes a fatal error for stderr. For an internal error, only the stack trace is shown, because the message could
 * contain parts of a request.
 */
export const describeFault = (error: unknown, code: ErrorCode): string => {
  if (!(error instanceof Error)) return 'unknown error';
  if (error instanceof StoreError) return `${error.message} (${error.detail})`;
  if (code !== 'internal') return `${error.name}: ${error.message}`;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places].join('\n');
};
