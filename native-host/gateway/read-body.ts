import type { Readable } from 'node:stream';
import type { Operation } from '../../shared/operations/operations.ts';
import { MAX_JSON_BODY } from '../../shared/protocol/limits.ts';
import type { GatewayBody } from './gateway-call.ts';
import { Refusal } from './refusal.ts';

/** The body of a request as its operation needs it: a blob as it comes, everything else whole. */
export const readBody = async ({ body: kind }: Operation, body: GatewayBody): Promise<Buffer | Readable> => {
  if (kind === 'blob' && !body.inline) return body.stream();
  const bytes = await body.whole(MAX_JSON_BODY);
  if (bytes) return bytes;
  throw new Refusal('body_too_large', `The body is larger than ${MAX_JSON_BODY} bytes.`);
};
