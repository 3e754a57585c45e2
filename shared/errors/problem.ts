import { ERRORS, type ErrorCode } from './codes.ts';

/** What went wrong, as it travels: a stable code, what happened, and what to do next. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly help?: string | undefined;
}

/** A problem that has one of some codes. */
export interface ProblemOf<Code extends ErrorCode> extends Problem {
  readonly code: Code;
}

/** A problem with the help that its code has. Never pass a key or a prompt. */
export const problem = <Code extends ErrorCode>(code: Code, message: string): ProblemOf<Code> => ({
  code,
  message,
  help: ERRORS[code].help,
});
