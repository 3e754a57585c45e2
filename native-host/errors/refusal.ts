import type { DenialCode } from '../../shared/errors/codes.ts';

/** A request is denied with this response. The message contains neither keys nor prompts. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: DenialCode;
  /** Milliseconds until the caller may retry. */
  readonly retryAfterMs: number | undefined;
  constructor(code: DenialCode, message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
