import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

const CHAT = '/api/chat';

const LISTINGS: Readonly<Record<string, unknown>> = {
  '/api/version': { version: '0.24.0' },
  '/api/tags': { models: [{ name: 'm:latest', model: 'm:latest' }] },
  '/api/ps': { models: [{ name: 'm:latest', model: 'm:latest' }] },
};

const line = (content: string, done = false) =>
  `${JSON.stringify({ model: 'm', message: { role: 'assistant', content }, done, ...(done && { prompt_eval_count: 2, eval_count: 3 }) })}\n`;

/** An Ollama with one model, whose streams all wait after their first tokens until they are released. */
export const startHeldOllama = async () => {
  const held = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (request.url !== CHAT) return response.end(JSON.stringify(LISTINGS[request.url ?? ''] ?? {}));
    const { stream = true, model } = (await json(request)) as { stream?: boolean; model?: string };
    if (model !== 'm') return response.writeHead(404).end('{"error":"model not found"}');
    if (!stream) return response.end(line('all', true));
    response.setHeader('Content-Type', 'application/x-ndjson');
    held.add(response);
    response.once('close', () => held.delete(response));
    return response.write(line('a') + line('b'));
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    /** Streams that wait. */
    get held() {
      return held.size;
    },
    /** Lets all streams end. */
    release() {
      for (const response of held) response.end(line('c', true));
    },
    /** As if its process were killed. */
    async kill() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    start: () => listen(port),
  };
};
