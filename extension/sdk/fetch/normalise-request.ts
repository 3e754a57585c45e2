import { INLINE_BODY } from '../../../shared/protocol/limits.ts';
import type { OutgoingRequest } from '../session/exchange.ts';
import { fitsInline, toPayload } from '../session/payload.ts';

/** Routes that clients send to ollama.com by name and that a local Ollama serves under another path. */
const HOSTED: Readonly<Record<string, string>> = {
  'https://ollama.com/api/web_search': '/api/experimental/web_search',
  'https://ollama.com/api/web_fetch': '/api/experimental/web_fetch',
};

const pathOf = (href: string): string => {
  const url = new URL(href);
  return HOSTED[url.origin + url.pathname] ?? url.pathname + url.search;
};

const streamOf = async (request: Request): Promise<ReadableStream<Uint8Array>> =>
  // Firefox has no `Request.body`: there the body is read through a Blob.
  request.body ?? (await request.blob()).stream();

/** Reads until the body has ended, which makes it a small one, or has outgrown a message. */
const readHead = async (body: ReadableStreamDefaultReader<Uint8Array>) => {
  const head: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await body.read();
    if (done) return { head, length, whole: true };
    head.push(value);
    length += value.byteLength;
    if (length > INLINE_BODY) return { head, length, whole: false };
  }
};

const join = (pieces: readonly Uint8Array[], length: number): Uint8Array => {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
};

/**
 * Whatever `fetch` takes, as the session sends it. The authority of the URL is virtual: only path and query
 * count. Credentials, cache, mode and redirect have no meaning on this way and are ignored.
 */
export const normaliseRequest = async (
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<{ request: OutgoingRequest; signal: AbortSignal | undefined }> => {
  // The signal is ours to follow: a Request would wrap it and lose its identity.
  const { signal: given, ...rest } = init ?? {};
  const request = new Request(input, rest);
  const signal = given ?? (input instanceof Request ? input.signal : undefined) ?? undefined;
  const { method, url } = request;
  const headers = Object.fromEntries(request.headers);
  const head = { method, path: pathOf(url), headers };

  const text = init?.body;
  if (typeof text === 'string' && fitsInline(text, INLINE_BODY)) {
    return { request: { ...head, body: { text: text.toWellFormed() } }, signal };
  }
  const bodyless = method === 'GET' || method === 'HEAD' || (text == null && !(input instanceof Request));
  if (bodyless) return { request: head, signal };

  const body = (await streamOf(request)).getReader();
  const { head: pieces, length, whole } = await readHead(body);
  if (!whole) return { request: { ...head, upload: { body, head: pieces } }, signal };
  if (length === 0) return { request: head, signal };
  return { request: { ...head, body: toPayload(join(pieces, length)) }, signal };
};
