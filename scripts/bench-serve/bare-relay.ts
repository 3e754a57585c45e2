import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Pool } from 'undici';

/**
 * The least that a relay on Node does: node:http in front, undici behind, no key and no check. It shows what the two
 * cost. It sends its address to the process that forked it, and exits with that process.
 */
const pool = new Pool(process.argv[2] ?? '', { headersTimeout: 0, bodyTimeout: 0, pipelining: 1 });

const server = createServer({ requestTimeout: 0 }, async (request, response) => {
  const { method = 'GET', url: path = '/' } = request;
  const type = request.headers['content-type'];
  const isJson = type === 'application/json';
  const headers = type === undefined ? {} : { 'content-type': type };
  // A body of JSON is joined, since two writes to Ollama cost more than one.
  const body = method === 'GET' ? null : isJson ? await buffer(request) : request;
  pool.dispatch(
    { method: method as 'GET', path, headers, body },
    {
      onRequestStart() {},
      onResponseStart(_controller, status, { 'content-length': length, 'content-type': kind = '' }) {
        response.setHeader('content-type', kind);
        if (length !== undefined) response.setHeader('content-length', length);
        response.writeHead(status);
      },
      onResponseData: (_controller, chunk) => void response.write(chunk),
      onResponseEnd: () => void response.end(),
      onResponseError: () => void response.destroy(),
    },
  );
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
process.once('disconnect', () => process.exit(0));
