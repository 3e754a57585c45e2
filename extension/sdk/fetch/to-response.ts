import type { Reply } from '../session/exchange.ts';

/** Statuses whose Response may have no body (Fetch standard, "null body status"). */
const NULL_BODY = new Set([204, 205, 304]);

/** A reply as a real `Response`, with the address that was asked for. */
export const toResponse = ({ status, statusText, headers, body }: Reply, url: string): Response => {
  const none = NULL_BODY.has(status);
  // An unread stream would hold the session's window open.
  if (none) void body.cancel();
  const response = new Response(none ? null : body, {
    status,
    statusText,
    headers: headers as [string, string][],
  });
  Object.defineProperty(response, 'url', { value: url });
  return response;
};
