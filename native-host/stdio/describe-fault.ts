import type { ErrorCode } from '../../shared/errors/codes.ts';
import { StoreError } from '../store/store-error.ts';

/**
 * What goes to stderr when the host can't go on. Of a fault of its own it tells the place, not the message: that
 * could hold what was asked of a model.
 */
export const describeFault = (error: unknown, code: ErrorCode): string => {
  if (!(error instanceof Error)) return 'unknown error';
  if (error instanceof StoreError) return `${error.message} (${error.detail})`;
  if (code !== 'internal') return `${error.name}: ${error.message}`;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places].join('\n');
};
