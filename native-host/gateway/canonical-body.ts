import type { Operation } from '../../shared/operations/operations.ts';
import type { Need } from '../access/decide.ts';
import { BodyError } from './body-error.ts';
import { readForm } from './canonical-form.ts';
import { readJson } from './canonical-json.ts';

/** A request body that was understood: what to send, and what of it decides who may send it. */
export interface CanonicalBody {
  readonly body: string | Buffer;
  readonly contentType: string;
  /** Every model that it names. */
  readonly models: readonly string[];
  /** Of them, those that Ollama would fetch from a registry or send to one. */
  readonly registry: readonly string[];
  readonly needs: readonly Need[];
  readonly insecure: boolean;
}

export { BodyError };

/**
 * Parses a body once and builds it anew, so that what is checked is what Ollama reads: fields that stand twice or
 * that Ollama would take for another one are refused. Throws a BodyError.
 */
export const canonicalBody = async (
  operation: Operation,
  bytes: Buffer,
  contentType: string,
): Promise<CanonicalBody> =>
  operation.body === 'form' ? readForm(operation, bytes, contentType) : readJson(operation, bytes);
