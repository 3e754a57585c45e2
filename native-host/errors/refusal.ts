import type { DenialCode } from '../../shared/errors/codes.ts';

/** The request is denied; this becomes its response. The message contains neither key nor prompt. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: DenialCode;
  /** Milliseconds after which the caller may retry. */
  readonly retryAfterMs: number | undefined;
  constructor(code: DenialCode, message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
