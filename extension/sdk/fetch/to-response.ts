import type { Reply } from '../session/exchange.ts';

/** Statuses whose Response may have no body (Fetch standard, "null body status"). */
const NULL_BODY = [101, 103, 204, 205, 304];

/** What reads a body to its end. Chromium tells every failure of that as "Failed to fetch". */
const READERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const;

/** Gives a Response what its constructor takes from nobody; its copies have the same. */
const dress = (response: Response, status: number, url: string, failure: Reply['failure']): Response => {
  const own = {
    status: { value: status },
    url: { value: url },
    clone: { value: () => dress(Response.prototype.clone.call(response), status, url, failure) },
  };
  const reader = (name: (typeof READERS)[number]) => {
    const read: () => Promise<unknown> = response[name];
    const value = () =>
      read.call(response).catch((error: unknown) => {
        throw failure?.() ?? error;
      });
    return [name, { value }] as const;
  };
  // Not every browser has all of them.
  const readers = READERS.filter((name) => name in response).map(reader);
  return Object.defineProperties(response, { ...own, ...Object.fromEntries(readers) });
};

/** A reply as a real `Response`, with the address that was asked for. */
export const toResponse = (
  { status, statusText, headers, body, failure }: Reply,
  method: string,
  url: string,
): Response => {
  const none = method === 'HEAD' || NULL_BODY.includes(status);
  // An unread stream would hold the session's window open.
  if (none) void body.cancel();
  // The constructor takes 200 to 599, and Ollama may stand behind a proxy that answers anything.
  const constructible = status >= 200 && status < 600;
  const response = new Response(none ? null : body, {
    status: constructible ? status : 500,
    statusText,
    headers: headers as [string, string][],
  });
  return dress(response, status, url, failure);
};
