import type { Readable } from 'node:stream';
import type { Operation } from '../../../shared/operations/operations.ts';
import { Refusal } from '../../errors/refusal.ts';
import type { BodyBudget, BodyShare } from '../body-budget.ts';
import type { GatewayBody } from '../gateway-request.ts';
import type { UnderstoodBody } from './fields.ts';
import { readForm } from './form.ts';
import { readJson } from './json.ts';

const MiB = 1024 * 1024;

const formatSize = (bytes: number): string => (bytes % MiB === 0 ? `${bytes / MiB} MiB` : `${bytes} bytes`);

/** When to retry, in milliseconds. The end of other requests cannot be predicted. */
const SOON_MS = 1_000;

const tooLarge = ({ each, all }: BodyBudget, { exceeded }: BodyShare): Refusal =>
  exceeded === 'all'
    ? new Refusal(
        'too_many_bodies',
        `The bodies of all requests that run would take more than ${formatSize(all)} with this one.`,
        SOON_MS,
      )
    : new Refusal(
        'body_too_large',
        `The body is larger than ${formatSize(each)}, the limit for one request.`,
      );

/**
 * Reads a body as its operation needs it: a blob as a stream, everything else whole. A whole body counts in `share` until
 * that is released. Throws a Refusal for a body beyond a limit.
 */
export const readBody = async (
  { body: kind }: Operation,
  body: GatewayBody,
  budget: BodyBudget,
  share: BodyShare,
): Promise<string | Buffer | Readable> => {
  if (kind === 'blob' && !body.inline) return body.stream();
  const whole = await body.whole(share);
  if (whole === undefined) throw tooLarge(budget, share);
  return whole;
};

/**
 * Parses a body once and builds the one to send from the result, so that what was checked is what Ollama reads. Throws a
 * BodyError for duplicate fields and for spellings that Ollama would read as another field.
 */
export const canonicalBody = async (
  operation: Operation,
  received: string | Buffer,
  contentType: string,
): Promise<UnderstoodBody> =>
  operation.body === 'form' ? readForm(operation, received, contentType) : readJson(operation, received);
