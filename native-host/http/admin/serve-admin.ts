import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAdminHandler } from './admin-handler.ts';
import type { AdminHost } from './route.ts';
import { SAFE_HEADERS } from './safe-headers.ts';

/** Files that need no key, by path, each with its type. */
export type PageFiles = Readonly<Record<string, readonly [type: string, text: string]>>;

/** Creates what answers `/admin`: the page for anybody, the API for admin keys. */
export const serveAdmin = (host: AdminHost, files: PageFiles) => {
  const handle = createAdminHandler(host);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url: path = '', method = '' } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    if (path === '/admin') {
      response.writeHead(308, { ...SAFE_HEADERS, Location: '/admin/' }).end();
      return;
    }
    const file = Object.hasOwn(files, path) ? files[path] : undefined;
    if (!file || !isRead) return handle(request, response);
    const [type, text] = file;
    response.writeHead(200, { ...SAFE_HEADERS, 'Content-Type': type }).end(text);
  };
};
