import type { Reply } from '../session/exchange.ts';

/** Statuses whose Response may have no body (Fetch standard, "null body status"). */
const NULL_BODY = new Set([101, 103, 204, 205, 304]);

/** What reads a body to its end. Chromium tells every failure of that as "Failed to fetch". */
const READERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const;

interface Own {
  readonly status: number;
  readonly url: string;
  readonly failure: Reply['failure'];
}

/** Gives a Response what its constructor takes from nobody; its copies have the same. */
const dress = (response: Response, own: Own): Response => {
  const reader = (name: (typeof READERS)[number]) => () =>
    (Response.prototype[name] as () => Promise<unknown>).call(response).catch((error: unknown) => {
      throw own.failure?.() ?? error;
    });
  return Object.defineProperties(response, {
    status: { value: own.status },
    url: { value: own.url },
    clone: { value: () => dress(Response.prototype.clone.call(response), own) },
    ...Object.fromEntries(
      READERS.filter((name) => name in response).map((name) => [name, { value: reader(name) }]),
    ),
  });
};

/** A reply as a real `Response`, with the address that was asked for. */
export const toResponse = (
  { status, statusText, headers, body, failure }: Reply,
  { method, url }: { readonly method: string; readonly url: string },
): Response => {
  const none = method === 'HEAD' || NULL_BODY.has(status);
  // An unread stream would hold the session's window open.
  if (none) void body.cancel();
  const init = { statusText, headers: headers as [string, string][] };
  // The constructor takes 200 to 599, and Ollama may stand behind a proxy that answers anything.
  const constructible = status >= 200 && status < 600;
  return dress(new Response(none ? null : body, { ...init, status: constructible ? status : 500 }), {
    status,
    url,
    failure,
  });
};
