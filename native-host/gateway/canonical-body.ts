import type { Operation } from '../../shared/operations/operations.ts';
import { readForm } from './canonical-form.ts';
import { readJson } from './canonical-json.ts';
import type { UnderstoodBody } from './understood-body.ts';

/**
 * Parses a body once and builds it anew, so that what is checked is what Ollama reads: fields that stand twice or
 * that Ollama would take for another one are refused. Throws a BodyError.
 */
export const canonicalBody = async (
  operation: Operation,
  bytes: Buffer,
  contentType: string,
): Promise<UnderstoodBody> =>
  operation.body === 'form' ? readForm(operation, bytes, contentType) : readJson(operation, bytes);
