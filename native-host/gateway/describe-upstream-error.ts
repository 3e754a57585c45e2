import type { ErrorCode } from '../../shared/errors/codes.ts';
import { type Problem, problem } from '../../shared/errors/problem.ts';
import { CredentialError } from '../credential/credential.ts';
import { shownAddress } from '../upstream/shown-address.ts';
import type { Faults } from './faults.ts';

/** A failed connection to Ollama, described for the caller and for the operator. */
interface UpstreamFault {
  readonly code: ErrorCode;
  /** A fixed sentence for callers. */
  readonly message: string;
  /** For the operator, with the address and the error's code. */
  readonly detail: string;
}

const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.name;

/** Uses only the code of an error: its text could contain the request. */
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

/** Reports a failed connection to the operator, and returns the problem for the caller. */
export const reportFault = (
  error: Error,
  begun: boolean,
  { faults, address }: { readonly faults: Faults; readonly address: string },
): Problem => {
  const { code, message, detail } = describeUpstreamError(error, begun, address);
  faults.failed(detail);
  return problem(code, message);
};
