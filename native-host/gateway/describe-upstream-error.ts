import type { ErrorCode } from '../../shared/errors/codes.ts';
import { CredentialError } from '../upstream/credential.ts';

const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.name;

/**
 * What a failed connection to Ollama means. Only the error's code is shown: its text could hold what was
 * sent.
 */
export const describeUpstreamError = (
  error: Error,
  begun: boolean,
  address: string,
): { code: ErrorCode; message: string } => {
  // Made by us, to be shown: it names the address and the place, not what is kept there.
  if (error instanceof CredentialError) return { code: error.code, message: error.message };
  return begun
    ? { code: 'ollama_interrupted', message: `Ollama at ${address} broke off its answer (${codeOf(error)}).` }
    : { code: 'ollama_unreachable', message: `Ollama does not answer at ${address} (${codeOf(error)}).` };
};
