import { INLINE_BODY } from '../../../shared/protocol/limits.ts';
import type { OutgoingRequest } from '../session/exchange.ts';
import { fitsInline } from '../session/payload.ts';
import { readBody } from './read-body.ts';

/** Routes that clients send to ollama.com by name and that a local Ollama serves under another path. */
export const HOSTED = /^https:\/\/ollama\.com\/api(\/web_(search|fetch))$/;

/** Scheme and authority of a URL that a Request has parsed. */
const AUTHORITY = /^[^/]*\/\/[^/?]*/;

const pathOf = (url: string): string => url.replace(HOSTED, '/api/experimental$1').replace(AUTHORITY, '');

/**
 * The signal to follow, which is the caller's own: a Request would wrap it and lose its identity. Null takes
 * that of a Request away.
 */
export const signalOf = (input: RequestInfo | URL, init: RequestInit | undefined): AbortSignal | undefined =>
  (init?.signal === undefined ? (input as Partial<Request>).signal : init.signal) ?? undefined;

/** A request in the session's terms, with the address as a Response shows it. */
export interface NormalisedRequest {
  readonly request: OutgoingRequest;
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** True for what changes nothing: it may be asked twice. */
  readonly idempotent: boolean;
}

/**
 * Whatever `fetch` takes, as the session sends it. The authority of the URL is virtual: only path and query
 * count. Credentials, cache, mode and redirect have no meaning on this way and are ignored.
 */
export const normaliseRequest = async (
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<NormalisedRequest> => {
  const signal = signalOf(input, init);
  const own = init?.body;
  const stream =
    typeof (own as ReadableStream | undefined)?.getReader === 'function' && (own as ReadableStream);
  const inline = typeof own === 'string' && fitsInline(own, INLINE_BODY);
  // An empty body stands in the checks for what is read as it is: a text costs time to copy, and Firefox would
  // send a stream's name.
  const checked = inline ? '' : stream ? new Uint8Array() : (own ?? null);
  const request = new Request(input, { ...init, signal: null, body: checked });
  const { method, headers } = request;
  const url = request.url.replace(/#.*/, '');
  const head = { method, path: pathOf(url), headers: Object.fromEntries(headers) };
  signal?.throwIfAborted();

  const idempotent = method === 'GET' || method === 'HEAD';
  const bodyless = idempotent || (own == null && !(input as Partial<Request>).signal);
  const body = bodyless
    ? {}
    : inline
      ? { body: { text: own.toWellFormed() } }
      : // Firefox has no `Request.body`: there the body is read through a Blob.
        await readBody((stream || request.body) ?? (await request.blob()).stream(), signal);
  return { request: { ...head, ...body }, url, signal, idempotent };
};
