import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
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
}

type Answer = readonly [status: number, type: string, body: string];

const JSON_TYPE = 'application/json; charset=utf-8';
const problem = (status: number, error: string): Answer => [status, JSON_TYPE, JSON.stringify({ error })];

const reply = (response: ServerResponse, [status, type, body]: Answer) => {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
};

/**
 * The operator's listener for `/healthz` and `/metrics`, on a separate address, so that users of the models reach
 * neither. It needs no key, since it only shows counts: keep it on loopback or a private network.
 */
export const startAdminListener = async ({ host, port, metrics, ready }: Options) => {
  const routes: Readonly<Record<string, () => Promise<Answer>>> = {
    '/healthz': async () => {
      const ok = await ready().catch(() => false);
      return [ok ? 200 : 503, JSON_TYPE, JSON.stringify({ ok })];
    },
    '/metrics': async () => [200, metrics.contentType, await metrics.text()],
  };
  const answer = async (method: string, path: string, from: string | undefined): Promise<Answer> => {
    if (!isAdminHost(from)) return problem(403, 'Call this by its address or by a name without a dot.');
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (!route) return problem(404, 'Here are /healthz and /metrics.');
    if (method !== 'GET' && method !== 'HEAD') return problem(405, 'Only GET and HEAD.');
    return route();
  };
  const server = createServer((request, response) => {
    answer(request.method ?? '', request.url ?? '', request.headers.host).then(
      (told) => reply(response, told),
      () => reply(response, problem(500, 'The counts cannot be read.')),
    );
  });
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
