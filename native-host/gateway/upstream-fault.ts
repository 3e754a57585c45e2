import { type Problem, problem } from '../../shared/errors/problem.ts';
import { CredentialError } from '../credential/credential.ts';

/**
 * Receives why Ollama cannot be reached, and that it can be again. `detail` may contain addresses and system messages, so
 * only the operator may see it. Callers get a fixed sentence and a code. The store reports its own failures.
 */
export interface Faults {
  failed(detail: string): void;
  worked(): void;
}

export const NO_FAULTS: Faults = { failed: () => {}, worked: () => {} };

/** A failed connection to Ollama: a fixed sentence for callers, and a `detail` with address and cause for the operator. */
interface UpstreamFault extends Pick<Problem, 'code' | 'message'> {
  readonly detail: string;
}

/**
 * Uses only the code of an error: its text could contain the request.
 * @param address as `shownAddress` returns it, without credentials
 */
export const describeUpstreamError = (error: Error, begun: boolean, address: string): UpstreamFault => {
  if (error instanceof CredentialError) {
    return { code: error.code, message: 'The credential for Ollama cannot be read.', detail: error.message };
  }
  if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') {
    const message = 'A file of the Turnkey app is missing.';
    return { code: 'host_failed', message, detail: message };
  }
  const why = (error as NodeJS.ErrnoException).code ?? error.name;
  if (begun) {
    const detail = `Ollama at ${address} broke off its answer (${why}).`;
    return { code: 'ollama_interrupted', message: 'Ollama broke off its answer.', detail };
  }
  const detail = `Ollama does not answer at ${address} (${why}).`;
  return { code: 'ollama_unreachable', message: 'Ollama does not answer.', detail };
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
