import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { CONNECTION_LIMITS, type ConnectionLimits } from './connection-limits.ts';
import type { Connections } from './connections.ts';
import { serverUrl } from './host-name.ts';
import type { HttpHandler } from './http-handler.ts';
import { Reply } from './reply.ts';
import { type CertificateFiles, readCertificate, watchCertificate } from './tls/certificate.ts';

/** Connections that may be in a TLS handshake, beside those that are counted after it. */
const HANDSHAKES = 256;

/** How often node:http checks for heads that take too long, in milliseconds. */
const LOOK_MS = 5_000;

interface Options {
  readonly host: string;
  readonly port: number;
  readonly connections: Connections;
  readonly limits?: Pick<ConnectionLimits, 'connections' | 'headMs' | 'idleMs'>;
  /** The files of a certificate, which is read again when they change. @default HTTP without TLS */
  readonly tls?: CertificateFiles | undefined;
  /** Receives what happens to the certificate. @default nothing */
  explain?(line: string): void;
}

/** A listening server. */
export interface HttpServer {
  /** The URL that it listens on, without a trailing slash. */
  readonly url: string;
  /** Closes connections without an authorised request. Resolves when the other requests have been answered. */
  close(): Promise<void>;
  /** Destroys all connections. */
  destroy(): void;
}

/**
 * Listens with an HTTP handler. Rejects with the system's error if it cannot listen on the address. Throws a UserError if the
 * certificate cannot be used.
 */
export const serveHttp = async (
  handler: HttpHandler,
  { host, port, connections, limits = CONNECTION_LIMITS, tls, explain = () => {} }: Options,
): Promise<HttpServer> => {
  const settings = {
    ServerResponse: Reply,
    keepAliveTimeout: limits.idleMs,
    headersTimeout: limits.headMs,
    connectionsCheckingInterval: Math.min(LOOK_MS, limits.headMs / 4),
    // No time limit for bodies: `body-progress.ts` checks their progress, since a blob may have many gigabytes.
    requestTimeout: 0,
  };
  const secure =
    tls && createTlsServer({ ...settings, ...readCertificate(tls), handshakeTimeout: limits.headMs });
  const server = secure ?? createServer(settings);
  if (secure) secure.maxConnections = limits.connections + HANDSHAKES;
  const answer = (request: IncomingMessage, response: ServerResponse, proceed?: () => void) => {
    if (connections.isRefused(request.socket)) request.resume();
    else handler(request, response, proceed);
  };
  // Requests of a TLS connection have the socket after the handshake.
  server.on(secure ? 'secureConnection' : 'connection', (socket: Socket) => void connections.accept(socket));
  server.on('request', (request: IncomingMessage, response: ServerResponse) => answer(request, response));
  // The handler calls `proceed` once the request is authorised.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    answer(request, response, () => response.writeContinue()),
  );
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: bound } = server.address() as AddressInfo;
  const unwatch = secure
    ? watchCertificate(tls as CertificateFiles, (own) => secure.setSecureContext(own), explain)
    : () => {};
  return {
    url: serverUrl(address, bound, secure ? 'https' : 'http'),
    async close() {
      unwatch();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      connections.end();
      await closed;
    },
    destroy: () => server.closeAllConnections(),
  };
};
