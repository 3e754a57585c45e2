import type { Readable } from 'node:stream';
import type { Match } from '../../shared/operations/match.ts';
import { NOTHING_MORE, type Wanted } from '../access/decide.ts';
import { BodyError } from './body-error.ts';
import { canonicalBody } from './canonical-body.ts';
import { isDigest } from './digest.ts';
import type { GatewayRequest } from './gateway-call.ts';

/** A request as it was understood: what is authorised, and exactly what is sent if it is. */
export interface PreparedRequest extends Wanted {
  readonly models: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable | null;
}

/** All that is passed on of a caller's headers; the content type comes from the body that was rebuilt. */
const PASSED = ['accept'];

/** What a header may hold (RFC 9110, 5.5), without what is neither text nor a tab. */
const SAFE = /^[\t\x20-\x7e]*$/;

const header = (headers: Readonly<Record<string, string>>, wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];

/** Builds the upstream request from the operation and the parsed body alone. Throws a BodyError. */
export const prepareRequest = async (
  { operation, params, path }: Match,
  { method, headers: given }: Pick<GatewayRequest, 'method' | 'headers'>,
  bytes: Buffer | Readable,
): Promise<PreparedRequest> => {
  const headers: Record<string, string> = {};
  for (const name of PASSED) {
    const value = header(given, name);
    if (value === undefined) continue;
    if (!SAFE.test(value))
      throw new BodyError(`The header "${name}" holds a character that no header may hold.`);
    headers[name] = value;
  }
  const { digest, model } = params;
  if (digest !== undefined && !isDigest(digest)) throw new BodyError('The digest is not sha256 in hex.');

  const common = { operation, method, path };
  if (operation.body === 'json' || operation.body === 'form') {
    const { contentType, ...read } = await canonicalBody(
      operation,
      bytes as Buffer,
      header(given, 'content-type') ?? '',
    );
    return { ...common, ...read, headers: { ...headers, 'content-type': contentType } };
  }
  const models = model === undefined ? [] : [model];
  if (operation.body === 'none') return { ...common, ...NOTHING_MORE, models, headers, body: null };
  const type = { 'content-type': 'application/octet-stream' };
  return { ...common, ...NOTHING_MORE, models, headers: { ...headers, ...type }, body: bytes };
};
