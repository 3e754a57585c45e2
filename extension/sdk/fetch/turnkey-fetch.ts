import type { Connection } from '../connection.ts';
import { isTurnkeyError } from '../errors/turnkey-error.ts';
import { isAbsent } from '../is-absent.ts';
import { retryOnce } from '../retry-once.ts';
import type { Session } from '../session/session.ts';
import { normaliseRequest, signalOf } from './normalise-request.ts';
import { toResponse } from './to-response.ts';
import { withSignal } from './with-signal.ts';

/** Addresses that hold their content themselves, which clients use to probe what fetch can do. */
const SELF_CONTAINED = /^(data|blob):/i;

interface Options {
  /** Used while Turnkey is not there at all. */
  readonly fallback?: typeof fetch | undefined;
  /** Told of each request whether it reached Ollama. */
  onOutcome?(good: boolean): void;
}

/**
 * The `fetch` of one connection. A request that the host had certainly not begun is sent once more over a
 * new connection; one that it may have begun never is.
 */
export const createFetch = (connection: Connection, { fallback, onOutcome }: Options = {}): typeof fetch => {
  const turnkeyFetch: typeof fetch = async (input, init) => {
    if (SELF_CONTAINED.test(String((input as Partial<Request>).url ?? input))) return fetch(input, init);
    // Whether Turnkey is there is asked before anything of the request is read: a body can be read only once.
    if (fallback && (await withSignal(isAbsent(connection), signalOf(input, init))))
      return fallback(input, init);

    const { request, url, signal, idempotent } = await normaliseRequest(input, init);
    const ask = (session: Session) => session.request(request, signal);
    // What of an upload was read cannot be read again.
    const reply = await (request.upload
      ? ask(connection.session())
      : retryOnce(connection, idempotent, ask)
    ).catch((error: unknown) => {
      if (isTurnkeyError(error)) onOutcome?.(false);
      throw error;
    });
    const response = toResponse(reply, request.method, url);
    onOutcome?.(!response.headers.has('x-turnkey-error'));
    return response;
  };
  // openai looks for it here before it asks for an address only to see what comes back.
  return Object.assign(turnkeyFetch, { Response });
};
