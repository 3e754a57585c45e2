import type { Problem } from '../protocol/messages.ts';
import { ERRORS, type ErrorCode } from './codes.ts';

/** A problem as it travels: what happened, and from the table what to do next. Never pass a key or a prompt. */
export const problem = (code: ErrorCode, message: string): Problem => ({
  code,
  message,
  help: ERRORS[code].help,
});
