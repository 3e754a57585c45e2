import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { Grant } from '../../shared/access/grant.ts';
import { type Match, withModelName } from '../../shared/operations/match.ts';
import { type AccessRequest, NOTHING_MORE } from '../access/decide.ts';
import { BodyError, isDigest, type UnderstoodBody } from './body/fields.ts';
import { readForm } from './body/form.ts';
import { readJson } from './body/json.ts';
import { readBody } from './body-budget.ts';
import type { GatewayRequest } from './gateway.ts';
import type { RequestContext } from './run-request.ts';

type Headers = Readonly<Record<string, string>>;

/** A parsed request: what is authorised, and exactly what is sent to Ollama if it is. */
export interface UnderstoodRequest extends AccessRequest {
  readonly models: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | Buffer | Readable | null;
  /** Whether Turnkey asks Ollama for the usage of the stream, and the client did not. */
  readonly asksUsage?: boolean;
}

/** Characters of a header value (RFC 9110, 5.5) without obs-text. */
const SAFE = /^[\t\x20-\x7e]*$/;

const header = (headers: Headers, wanted: string): string | undefined => {
  for (const name of Object.keys(headers)) {
    if (name.length === wanted.length && name.toLowerCase() === wanted) return headers[name];
  }
  return undefined;
};

/** The only client header that is passed to Ollama. The content type is that of the rebuilt body. */
const passedHeaders = (given: Headers): Headers => {
  const accept = header(given, 'accept');
  if (accept === undefined) return {};
  if (!SAFE.test(accept)) {
    throw new BodyError('The header "accept" contains a character that headers must not contain.');
  }
  return { accept };
};

/**
 * Builds the request to Ollama from the operation and the parsed body alone, so that what was checked is what Ollama
 * reads. What the grant does not allow and the operation can do without is left out. Throws or rejects with a BodyError or a
 * Refusal. Returns a promise only for a form.
 */
export const prepareRequest = (
  match: Match,
  { method, headers: given }: Pick<GatewayRequest, 'method' | 'headers'>,
  received: string | Buffer | Readable,
  { scopes }: Pick<Grant, 'scopes'>,
  aliasOf?: (name: string) => string,
): UnderstoodRequest | Promise<UnderstoodRequest> => {
  const headers = passedHeaders(given);
  const { operation, params, path } = aliasOf ? withModelName(match, aliasOf) : match;
  const { digest, model } = params;
  if (digest !== undefined && !isDigest(digest)) throw new BodyError('The digest is not sha256 in hex.');

  const common = { operation, method, path };
  if (operation.body === 'json' || operation.body === 'form') {
    const whole = received as string | Buffer;
    const build = (read: UnderstoodBody): UnderstoodRequest => {
      const { body, isSame = false, contentType, models, registry, needs, asksUsage = false } = read;
      // The same bytes need not be encoded again. Invalid UTF-8 was replaced in the text.
      const sent = isSame && typeof whole !== 'string' && isUtf8(whole) ? whole : body;
      const type = { 'content-type': contentType };
      return { ...common, models, registry, needs, asksUsage, body: sent, headers: { ...headers, ...type } };
    };
    return operation.body === 'json'
      ? build(readJson(operation, whole, scopes, aliasOf))
      : readForm(operation, whole, header(given, 'content-type') ?? '').then(build);
  }
  const models = model === undefined ? [] : [model];
  if (operation.body === 'none') return { ...common, ...NOTHING_MORE, models, headers, body: null };
  const type = { 'content-type': 'application/octet-stream' };
  return { ...common, ...NOTHING_MORE, models, headers: { ...headers, ...type }, body: received };
};

/** Operations that change models do so by their own names. */
const isNamed = ({ operation: { body, scope } }: Match): boolean =>
  (body === 'json' || body === 'none') && scope !== 'manage';

/** Reads and parses the body of a request, which counts in the body budget until the request ends. */
export const understand = async (
  match: Match,
  grant: Grant,
  { core, request, lifetime }: Pick<RequestContext, 'core' | 'request' | 'lifetime'>,
): Promise<UnderstoodRequest> => {
  const { bodies, catalog } = core;
  const share = bodies.share();
  lifetime.onEnd(share.release);
  const read = readBody(match.operation, request.body, bodies, share);
  const received = read instanceof Promise ? await read : read;
  const names = isNamed(match) ? core.modelNames?.() : undefined;
  if (!names) return prepareRequest(match, request, received, grant);
  const understood = await prepareRequest(match, request, received, grant, names.aliasOf);
  const [model] = understood.models;
  // If Ollama does not answer, the request itself reports that.
  const other = model && (await names.replacementOf(model, catalog).catch(() => undefined));
  return other ? prepareRequest(match, request, received, grant, () => other) : understood;
};
