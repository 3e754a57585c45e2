import type { Readable } from 'node:stream';
import type { Match } from '../../shared/operations/match.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import { BodyError, canonicalBody } from './canonical-body.ts';

/** A request as it was understood: what is authorised, and exactly what is sent if it is. */
export interface PreparedRequest {
  readonly operation: Operation;
  readonly models: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable | null;
}

/** All that is passed on of a caller's headers; the content type comes from the body that was rebuilt. */
const PASSED = ['accept'];

const DIGEST = /^sha256[:-][0-9a-f]{64}$/;

const header = (headers: Readonly<Record<string, string>>, wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];

/** Builds the upstream request from the operation and the parsed body alone. Throws a BodyError. */
export const prepareRequest = async (
  { operation, params, path }: Match,
  { method, headers: given }: Pick<ClientMessageOf<'request'>, 'method' | 'headers'>,
  bytes: Buffer | Readable,
): Promise<PreparedRequest> => {
  const headers: Record<string, string> = {};
  for (const name of PASSED) {
    const value = header(given, name);
    if (value !== undefined) headers[name] = value;
  }
  const { digest, model } = params;
  if (digest !== undefined && !DIGEST.test(digest)) throw new BodyError('The digest is not sha256 in hex.');

  if (operation.body === 'json' || operation.body === 'form') {
    const contentType = header(given, 'content-type') ?? '';
    const { body, contentType: type, models } = await canonicalBody(operation, bytes as Buffer, contentType);
    return { operation, models, method, path, headers: { ...headers, 'content-type': type }, body };
  }
  const models = model === undefined ? [] : [model];
  if (operation.body === 'none') return { operation, models, method, path, headers, body: null };
  return {
    operation,
    models,
    method,
    path,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: bytes,
  };
};
