import type { Connection } from '../connection.ts';
import { isTurnkeyError } from '../errors/turnkey-error.ts';
import { isAbsent, meansAbsent } from '../is-absent.ts';
import { retryOnce } from '../retry-once.ts';
import type { Session } from '../session/session.ts';
import { isIdempotent, normaliseRequest, signalOf } from './normalise-request.ts';
import { toResponse } from './to-response.ts';
import { withSignal } from './with-signal.ts';

/** URLs that contain or name local content. Clients fetch them to detect features. */
const SELF_CONTAINED = /^(data|blob):/i;

/** Whether the arguments of a call can be used twice. Other bodies can be read only once, or may be. */
const isReusable = (input: RequestInfo | URL, init: RequestInit | undefined): boolean =>
  (init?.body == null || typeof init.body === 'string') &&
  isIdempotent((input as Partial<Request>).method ?? 'GET');

/**
 * Creates the `fetch` of a connection. If the connection is lost, a request is retried once over a new one, provided
 * that the host had not begun it or that it is a GET or HEAD. Rejects with a TurnkeyError, the signal's reason, or a
 * TypeError for invalid arguments.
 *
 * @param fallback used while neither companion nor host is installed
 * @param onOutcome called for each request: whether it reached Ollama
 */
export const createFetch = (
  connection: Connection,
  fallback?: typeof fetch,
  onOutcome?: (good: boolean) => void,
): typeof fetch => {
  const ask: typeof fetch = async (input, init) => {
    const { request, url, signal, idempotent } = await normaliseRequest(input, init);
    const send = (session: Session) => session.request(request, signal);
    // The part of an upload that was read is gone, so an upload cannot be retried.
    const reply = await (request.upload
      ? send(connection.session())
      : retryOnce(connection, idempotent, send)
    ).catch((error: unknown) => {
      if (isTurnkeyError(error) && !(fallback && meansAbsent(error))) onOutcome?.(false);
      throw error;
    });
    const response = toResponse(reply, request.method, url);
    onOutcome?.(!response.headers.has('x-turnkey-error'));
    return response;
  };

  const askOrFallBack = async (use: typeof fetch, ...[input, init]: Parameters<typeof fetch>) => {
    if (!isReusable(input, init)) {
      const absent = await withSignal(isAbsent(connection), signalOf(input, init));
      return absent ? use(input, init) : ask(input, init);
    }
    // Do not wait for the host's welcome before the request is sent.
    try {
      return await ask(input, init);
    } catch (error) {
      if (!meansAbsent(error)) throw error;
      return use(input, init);
    }
  };

  const turnkeyFetch: typeof fetch = async (input, init) => {
    if (SELF_CONTAINED.test(String((input as Partial<Request>).url ?? input))) return fetch(input, init);
    return fallback ? askOrFallBack(fallback, input, init) : ask(input, init);
  };
  // The openai package takes the class from here, and otherwise fetches a data: URL to find it.
  return Object.assign(turnkeyFetch, { Response });
};
