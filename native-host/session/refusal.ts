import type { DenialCode } from '../../shared/errors/codes.ts';

/** A refusal on the way: becomes the answer to the request. The message holds neither key nor prompt. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: DenialCode;
  constructor(code: DenialCode, message: string) {
    super(message);
    this.code = code;
  }
}
