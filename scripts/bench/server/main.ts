import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { now } from '../clock.ts';
import { answer } from './answer.ts';
import type { Workload } from './workload.ts';

/**
 * The bench's Ollama, in a separate process: it allows every origin and answers as fast as its client reads. It sends
 * its address to the process that forked it, and exits with that process.
 */
const read = async (request: IncomingMessage): Promise<Workload> => {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += piece.byteLength;
    // A large body is only counted. Its workload is the default.
    if (length < 64 * 1024) pieces.push(piece);
  }
  if (length >= 64 * 1024) return {};
  const text = Buffer.concat(pieces, length).toString();
  return text === '' ? {} : ((JSON.parse(text) as { options?: Workload }).options ?? {});
};

const server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }, (request, response) => {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-headers', 'content-type');
  if (request.method === 'OPTIONS') response.writeHead(204).end();
  else if (request.url === '/clock') response.end(String(now()));
  // The host asks for the list again with each request for a model that is not in it.
  else if (request.url === '/api/tags') response.end(JSON.stringify({ models: [{ name: 'bench:latest' }] }));
  else
    read(request)
      .then((workload) => answer(response, workload))
      .catch((error: Error) => response.destroy(error));
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
process.once('disconnect', () => process.exit(0));
