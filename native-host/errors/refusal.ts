import type { DenialCode } from '../../shared/errors/codes.ts';

/** A refusal on the way: becomes the answer to the request. The message holds neither key nor prompt. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: DenialCode;
  /** Milliseconds after which another try is worth it. */
  readonly retryAfterMs: number | undefined;
  constructor(code: DenialCode, message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
