import type { ErrorCode } from '../../shared/errors/codes.ts';
import { CredentialError } from '../credential/credential.ts';
import { shownAddress } from '../upstream/shown-address.ts';

/** What a failed connection to Ollama means. */
export interface UpstreamFault {
  readonly code: ErrorCode;
  /** A fixed sentence for callers. */
  readonly message: string;
  /** With the address and the error's code, for the operator. */
  readonly detail: string;
}

const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.name;

/** Of an error only its code is used: its text could hold what was sent. */
export const describeUpstreamError = (error: Error, begun: boolean, address: string): UpstreamFault => {
  if (error instanceof CredentialError) {
    return { code: error.code, message: 'The credential for Ollama cannot be read.', detail: error.message };
  }
  const why = codeOf(error);
  const at = shownAddress(address);
  return begun
    ? {
        code: 'ollama_interrupted',
        message: 'Ollama broke off its answer.',
        detail: `Ollama at ${at} broke off its answer (${why}).`,
      }
    : {
        code: 'ollama_unreachable',
        message: 'Ollama does not answer.',
        detail: `Ollama does not answer at ${at} (${why}).`,
      };
};
