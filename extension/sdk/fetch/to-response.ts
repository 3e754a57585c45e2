import type { Reply } from '../session/exchange.ts';

/** Statuses whose Response may have no body (Fetch standard, "null body status"). */
const NULL_BODY = new Set([101, 103, 204, 205, 304]);

/** Gives a Response what its constructor takes from nobody; its copies have the same. */
const dress = (response: Response, status: number, url: string): Response =>
  Object.defineProperties(response, {
    status: { value: status },
    url: { value: url },
    clone: { value: () => dress(Response.prototype.clone.call(response), status, url) },
  });

/** A reply as a real `Response`, with the address that was asked for. */
export const toResponse = (
  { status, statusText, headers, body }: Reply,
  { method, url }: { readonly method: string; readonly url: string },
): Response => {
  const none = method === 'HEAD' || NULL_BODY.has(status);
  // An unread stream would hold the session's window open.
  if (none) void body.cancel();
  const init = { statusText, headers: headers as [string, string][] };
  // The constructor takes 200 to 599, and Ollama may stand behind a proxy that answers anything.
  const constructible = status >= 200 && status < 600;
  return dress(
    new Response(none ? null : body, { ...init, status: constructible ? status : 500 }),
    status,
    url,
  );
};
