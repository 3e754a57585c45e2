import type { Readable } from 'node:stream';
import type { Operation } from '../../shared/operations/operations.ts';
import { Refusal } from '../errors/refusal.ts';
import type { BodyBudget, BodyShare } from './body-budget.ts';
import type { GatewayBody } from './gateway-call.ts';

const MiB = 1024 * 1024;

/** A number of bytes as people write it. */
const size = (bytes: number): string => (bytes % MiB === 0 ? `${bytes / MiB} MiB` : `${bytes} bytes`);

/** Nobody knows when a running request ends: worth another try soon. */
const SOON_MS = 1_000;

const refuse = ({ each, all }: BodyBudget, { exceeded }: BodyShare): Refusal =>
  exceeded === 'all'
    ? new Refusal(
        'too_many_bodies',
        `The bodies of all requests that run would take more than ${size(all)} with this one.`,
        SOON_MS,
      )
    : new Refusal('body_too_large', `The body is larger than ${size(each)}, the limit for one request.`);

/**
 * The body of a request as its operation needs it: a blob as it comes, everything else whole, which counts in `share`
 * until that is released. Throws a Refusal for a body that goes beyond a limit.
 */
export const readBody = async (
  { body: kind }: Operation,
  body: GatewayBody,
  budget: BodyBudget,
  share: BodyShare,
): Promise<Buffer | Readable> => {
  if (kind === 'blob' && !body.inline) return body.stream();
  const bytes = await body.whole(share);
  if (bytes) return bytes;
  throw refuse(budget, share);
};
