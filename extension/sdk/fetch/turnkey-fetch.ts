import type { Connection } from '../connection.ts';
import { isTurnkeyError } from '../errors/turnkey-error.ts';
import { normaliseRequest } from './normalise-request.ts';
import { toResponse } from './to-response.ts';

const hrefOf = (input: RequestInfo | URL): string =>
  typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;

/** Asking twice for what changes nothing does no harm. */
const HARMLESS = new Set(['GET', 'HEAD']);

/**
 * The `fetch` of one connection. A request that the host had certainly not begun is sent once more over a
 * new connection; one that it may have begun never is.
 */
export const createFetch =
  (connection: Connection): typeof fetch =>
  async (input, init) => {
    const href = hrefOf(input);
    // Clients probe what fetch can do with data: URLs, which have nothing to do with Ollama.
    if (href.startsWith('data:')) return fetch(input, init);
    const { request, signal } = await normaliseRequest(input, init);
    signal?.throwIfAborted();

    const session = connection.session();
    const again = (error: unknown) => {
      const lost = isTurnkeyError(error) && error.code === 'interrupted' && session.ended && !request.upload;
      if (lost && !signal?.aborted && (session.untouched || HARMLESS.has(request.method))) {
        return connection.session().request(request, signal);
      }
      throw error;
    };
    return toResponse(await session.request(request, signal).catch(again), href);
  };
