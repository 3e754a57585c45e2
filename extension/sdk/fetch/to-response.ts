import type { Reply } from '../session/reply.ts';

/** Statuses whose Response may have no body (Fetch standard, "null body status"). */
const NULL_BODY = [101, 103, 204, 205, 304];

/** What reads a body to its end. Chromium tells every failure of that as "Failed to fetch". */
const READERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const;

/** Gives a Response what its constructor takes from nobody; its copies have the same. */
const defineResponseProps = (
  response: Response,
  status: number,
  url: string,
  failure: Reply['failure'],
): Response => {
  const clone = () => defineResponseProps(Response.prototype.clone.call(response), status, url, failure);
  const props: Record<string, unknown> = { status, url, clone };
  for (const name of READERS) {
    // Not every browser has all of them.
    const read = response[name] as (() => Promise<unknown>) | undefined;
    if (!read) continue;
    props[name] = () =>
      read.call(response).catch((error: unknown) => {
        throw failure?.() ?? error;
      });
  }
  for (const [name, value] of Object.entries(props)) Object.defineProperty(response, name, { value });
  return response;
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
  return defineResponseProps(response, status, url, failure);
};
