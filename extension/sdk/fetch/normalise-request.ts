import { INLINE_BODY } from '../../../shared/protocol/limits.ts';
import type { OutgoingRequest } from '../session/exchange.ts';
import { fitsInline } from '../session/payload.ts';
import { readBody } from './read-body.ts';

/** Routes that the `ollama` package requests from ollama.com, and that a local Ollama serves under another path. */
export const HOSTED = /^https:\/\/ollama\.com\/api(\/web_(search|fetch))$/;

/** Whether a request may be sent twice. */
export const isIdempotent = (method: string): boolean => /^(GET|HEAD)$/.test(method);

/** Scheme and authority of a URL that `Request` has normalised. */
const AUTHORITY = /^[^/]*\/\/[^/?]*/;

const pathOf = (url: string): string => url.replace(HOSTED, '/api/experimental$1').replace(AUTHORITY, '');

/**
 * The caller's own signal, instead of the dependent one that `Request` creates from it
 * (https://fetch.spec.whatwg.org/#dom-request). As in `fetch`, `null` overrides the signal of a Request.
 */
export const signalOf = (input: RequestInfo | URL, init: RequestInit | undefined): AbortSignal | undefined =>
  (init?.signal === undefined ? (input as Partial<Request>).signal : init.signal) ?? undefined;

/** A request as the session sends it, with the URL that its Response reports. */
export interface NormalisedRequest {
  readonly request: OutgoingRequest;
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** True for GET and HEAD, which may be sent twice. */
  readonly idempotent: boolean;
}

/**
 * Converts the arguments of `fetch` to a request of the session. Only path and query of the URL are used. Credentials,
 * cache, mode and redirect do not apply and are ignored. Throws what `Request` throws, and the signal's reason if it
 * is aborted.
 */
export const normaliseRequest = async (
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<NormalisedRequest> => {
  const signal = signalOf(input, init);
  const own = init?.body;
  const stream = (own as ReadableStream | undefined)?.getReader && (own as ReadableStream);
  const inline = typeof own === 'string' && fitsInline(own, INLINE_BODY);
  // `Request` validates the other options only: it gets an empty body instead of a text, which it would copy, and
  // instead of a stream, which Firefox does not support as a body and would send as "[object ReadableStream]".
  const checked = inline ? '' : stream ? new Uint8Array() : (own ?? null);
  const request = new Request(input, { ...init, signal: null, body: checked });
  const { method, headers } = request;
  const url = request.url.replace(/#.*/, '');
  const head = { method, path: pathOf(url), headers: Object.fromEntries(headers) };
  signal?.throwIfAborted();

  const idempotent = isIdempotent(method);
  const bodyless = idempotent || (own == null && !(input as Partial<Request>).signal);
  const body = bodyless
    ? {}
    : inline
      ? { body: { text: own.toWellFormed() } }
      : // Firefox does not support `Request.body`: read the body through a Blob.
        await readBody((stream || request.body) ?? (await request.blob()).stream(), signal);
  return { request: { ...head, ...body }, url, signal, idempotent };
};
