import type { Denial } from './denial.ts';

/**
 * Ollama's own answer for a path that it lacks, or that it has for other methods only: `allow` names them. Clients
 * probe by these (gin's defaults, with HandleMethodNotAllowed: server/routes.go at v0.24.0).
 */
export const missingReply = (allow?: string): Denial => {
  const [status, statusText] = allow === undefined ? [404, 'Not Found'] : [405, 'Method Not Allowed'];
  const body = Buffer.from(allow === undefined ? '404 page not found' : '405 method not allowed');
  return {
    status,
    statusText,
    headers: [
      ...(allow === undefined ? [] : [['Allow', allow] as [string, string]]),
      ['Content-Type', 'text/plain'],
      ['Content-Length', String(body.byteLength)],
    ],
    body,
  };
};
