import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Door } from './door.ts';

/** Seconds that a connection is kept for its next request: as long as nginx does, so that clients reuse it. */
const KEEP_ALIVE_MS = 75_000;

/** How long the head of a request may take. */
const HEADERS_MS = 60_000;

export interface HttpServer {
  /** Where it listens, as a URL without a slash at its end. */
  readonly url: string;
  /** Takes no further connection and lets what runs come to its end. */
  close(): Promise<void>;
  /** Ends everything that runs. */
  destroy(): void;
}

/** Listens with a door. Rejects with the system's error where that address cannot be had. */
export const serveHttp = async (
  door: Door,
  { host, port }: { host: string; port: number },
): Promise<HttpServer> => {
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    // A blob of many gigabytes takes its time.
    requestTimeout: 0,
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => door(request, response));
  // A body is asked for when it is clear that it may come.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    door(request, response, () => response.writeContinue()),
  );
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: bound, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
    destroy: () => server.closeAllConnections(),
  };
};
