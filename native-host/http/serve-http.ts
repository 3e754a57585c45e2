import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONNECTION_LIMITS, type ConnectionLimits } from './connection-limits.ts';
import type { Connections } from './connections.ts';
import type { Door } from './door.ts';
import { serverUrl } from './host-name.ts';
import { Reply } from './reply.ts';

/** How often node:http looks for heads that take too long. */
const LOOK_MS = 5_000;

interface Options {
  readonly host: string;
  readonly port: number;
  readonly connections: Connections;
  readonly limits?: Pick<ConnectionLimits, 'headMs' | 'idleMs'>;
}

export interface HttpServer {
  /** Where it listens, as a URL without a slash at its end. */
  readonly url: string;
  /** Closes every connection without an authorised request, and settles when the others have had their answers. */
  close(): Promise<void>;
  /** Ends everything that runs. */
  destroy(): void;
}

/** Listens with a door. Rejects with the system's error if it cannot listen at that address. */
export const serveHttp = async (
  door: Door,
  { host, port, connections, limits = CONNECTION_LIMITS }: Options,
): Promise<HttpServer> => {
  const server = createServer({
    ServerResponse: Reply,
    keepAliveTimeout: limits.idleMs,
    headersTimeout: limits.headMs,
    connectionsCheckingInterval: Math.min(LOOK_MS, limits.headMs / 4),
    // For bodies progress counts, not time: a blob may have many gigabytes.
    requestTimeout: 0,
  });
  const answer = (request: IncomingMessage, response: ServerResponse, proceed?: () => void) => {
    if (connections.isRefused(request.socket)) request.resume();
    else door(request, response, proceed);
  };
  server.on('connection', (socket) => void connections.accept(socket));
  server.on('request', (request: IncomingMessage, response: ServerResponse) => answer(request, response));
  // A body is asked for when it is clear that it may come.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    answer(request, response, () => response.writeContinue()),
  );
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: bound } = server.address() as AddressInfo;
  return {
    url: serverUrl(address, bound),
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      connections.end();
      await closed;
    },
    destroy: () => server.closeAllConnections(),
  };
};
