import type { Reply } from '../session/reply.ts';

/** Statuses whose Response must not have a body: https://fetch.spec.whatwg.org/#null-body-status */
const NULL_BODY = [101, 103, 204, 205, 304];

/** Methods that read a body to its end. In Chromium they replace the reason of a failure by "Failed to fetch". */
const READERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const;

/** Defines the properties that the constructor of Response cannot set, on the response and on its clones. */
const defineResponseProps = (
  response: Response,
  status: number,
  url: string,
  failure: Reply['failure'],
): Response => {
  const copy = response.clone.bind(response);
  const clone = () => defineResponseProps(copy(), status, url, failure);
  const props: Record<string, unknown> = { status, url, clone };
  for (const name of READERS) {
    // Older browsers do not support `bytes()`.
    const read = response[name] as (() => Promise<unknown>) | undefined;
    if (!read) continue;
    props[name] = () =>
      read.call(response).catch((error: unknown) => {
        throw failure?.() ?? error;
      });
  }
  for (const name in props) Object.defineProperty(response, name, { value: props[name] });
  return response;
};

/**
 * Converts a reply to a `Response` with the requested URL. A failed body rejects with the reason of the failure. No body
 * is attached for HEAD and for statuses that forbid one.
 */
export const toResponse = (
  { status, statusText, headers, body, failure }: Reply,
  method: string,
  url: string,
): Response => {
  const bodyless = method === 'HEAD' || NULL_BODY.includes(status);
  // Cancel it, so that the host gets its credit back.
  if (bodyless) void body.cancel();
  // The constructor accepts 200 to 599 only, and a proxy in front of Ollama may send any status.
  const constructible = status >= 200 && status < 600;
  const response = new Response(bodyless ? null : body, {
    status: constructible ? status : 500,
    statusText,
    headers: headers as [string, string][],
  });
  return defineResponseProps(response, status, url, failure);
};
