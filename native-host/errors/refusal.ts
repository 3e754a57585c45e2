import type { ErrorAction } from '../../shared/errors/action.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';

interface RefusalExtras {
  readonly retryAfterMs?: number | undefined;
  readonly help?: string | undefined;
  readonly action?: ErrorAction | undefined;
}

/** A request is denied with this response. The message contains neither keys nor prompts. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: DenialCode;
  /** Milliseconds until the caller may retry. */
  readonly retryAfterMs: number | undefined;
  /** What to do about it, where that depends on more than the code. @default the help of the code */
  readonly help: string | undefined;
  /** What solves it with one click, where that depends on more than the code. @default the action of the code */
  readonly action: ErrorAction | undefined;
  constructor(code: DenialCode, message: string, { retryAfterMs, help, action }: RefusalExtras = {}) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.help = help;
    this.action = action;
  }
}
