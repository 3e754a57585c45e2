import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serverUrl } from '../host-name.ts';
import { isAdminHost } from './admin-host.ts';
import type { Metrics } from './metrics.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
  /** Whether this process can answer a request now: its store works, and it is not shutting down. */
  ready(): Promise<boolean>;
  /** Answers `/admin` and everything below. Loaded when the first request arrives. @default 404 */
  readonly admin?: () => Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>>;
}

/** Most connections at once: administrators and a few programs. */
const MAX_CONNECTIONS = 256;

/** Milliseconds for a whole request. */
const REQUEST_MS = 20_000;

type Answer = readonly [status: number, type: string, body: string];

const JSON_TYPE = 'application/json; charset=utf-8';
const problem = (status: number, error: string): Answer => [status, JSON_TYPE, JSON.stringify({ error })];

const reply = (response: ServerResponse, [status, type, body]: Answer) => {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
};

/**
 * The operator's listener for `/healthz`, `/metrics` and the admin page, on a separate address, so that users of the models
 * reach none of them. Health and metrics need no key, since they only show counts: keep it on loopback or a private network.
 */
export const startAdminListener = async ({ host, port, metrics, ready, admin }: Options) => {
  const routes: Readonly<Record<string, () => Promise<Answer>>> = {
    '/healthz': async () => {
      const ok = await ready().catch(() => false);
      return [ok ? 200 : 503, JSON_TYPE, JSON.stringify({ ok })];
    },
    '/metrics': async () => [200, metrics.contentType, await metrics.text()],
  };
  const answer = async (method: string, path: string): Promise<Answer> => {
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (!route) return problem(404, 'Here are /healthz, /metrics and /admin/.');
    if (method !== 'GET' && method !== 'HEAD') return problem(405, 'Only GET and HEAD.');
    return route();
  };
  const listen = (request: IncomingMessage, response: ServerResponse): Promise<void> | void => {
    const { method = '', url = '', headers } = request;
    if (!isAdminHost(headers.host)) {
      return reply(response, problem(403, 'Call this by its address or by a name without a dot.'));
    }
    if (admin && /^\/admin(?:[/?]|$)/.test(url)) return admin().then((handle) => handle(request, response));
    return answer(method, url).then((told) => reply(response, told));
  };
  const server = createServer({ requestTimeout: REQUEST_MS }, async (request, response) => {
    try {
      await listen(request, response);
    } catch {
      if (!response.headersSent) reply(response, problem(500, 'This cannot be answered.'));
    }
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: bound } = server.address() as AddressInfo;
  return {
    url: serverUrl(address, bound),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
