import type { UpstreamFault } from '../../shared/protocol/settings.ts';
import { CredentialError } from '../credential/credential.ts';
import { AnswerError } from '../relay/answer-error.ts';
import type { Probed } from '../relay/ollama-probe.ts';

/** Why a server cannot be used as Ollama; undefined if it can. A code means that the connection failed. */
export const probeFault = (probed: Probed): UpstreamFault | undefined => {
  if ('version' in probed) return undefined;
  const { error } = probed;
  if (error instanceof CredentialError) return 'vault';
  if (!(error instanceof AnswerError)) return 'unreachable';
  return error.isRejected ? 'rejected' : 'other';
};
