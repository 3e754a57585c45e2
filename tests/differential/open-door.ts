import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const allow = ({ headers }: IncomingMessage) => ({ 'access-control-allow-origin': headers.origin ?? '*' });

const allowBefore = (incoming: IncomingMessage) => ({
  ...allow(incoming),
  'access-control-allow-methods': incoming.headers['access-control-request-method'] ?? '*',
  'access-control-allow-headers': incoming.headers['access-control-request-headers'] ?? '*',
});

/**
 * A proxy through which extensions reach an Ollama that rejects them. It removes the origin, adds CORS headers, and
 * forwards everything else unchanged, so that plain fetch can be compared on any computer with an Ollama.
 */
export const startOpenDoor = async (upstream: string): Promise<{ url: string; stop(): Promise<void> }> => {
  const serve = (incoming: IncomingMessage, response: ServerResponse) => {
    if (incoming.method === 'OPTIONS') return response.writeHead(204, allowBefore(incoming)).end();
    const { origin: _origin, host: _host, ...headers } = incoming.headers;
    const outgoing = request(new URL(incoming.url ?? '/', upstream), { method: incoming.method, headers });
    outgoing.on('response', (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.statusMessage, {
        ...reply.headers,
        ...allow(incoming),
      });
      reply.on('error', () => response.destroy()).pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    return incoming.pipe(outgoing);
  };
  // Ollama sends no Keep-Alive header.
  const server = createServer({ keepAliveTimeout: 0 }, serve).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
