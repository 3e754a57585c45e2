import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isClaudeGateway } from './claude-gateway.ts';

const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const HEALTH = { 'X-Ollama-Claude-Gateway': '1' };

test('Ollama’s gateway for Claude is recognised by the header of its health page', async () => {
  const paths: (string | undefined)[] = [];
  const base = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(204, HEALTH).end();
  });
  expect([await isClaudeGateway(base), paths]).toEqual([true, ['/_ollama/health']]);
});

test.each<[string, RequestListener]>([
  ['another status', (_, response) => response.writeHead(200, HEALTH).end('ok')],
  ['no header', (_, response) => response.writeHead(204).end()],
  [
    'another value',
    (_, response) => response.writeHead(204, { ...HEALTH, 'X-Ollama-Claude-Gateway': '0' }).end(),
  ],
  ['a redirect', (_, response) => response.writeHead(307, { ...HEALTH, Location: '/' }).end()],
  ['a body without end', (_, response) => void response.writeHead(200, HEALTH).write('x')],
  ['a connection that ends', (request) => request.socket.destroy()],
])('%s is not the gateway', async (_, answer) => {
  expect(await isClaudeGateway(await serve(answer))).toBe(false);
});

test('a server that does not respond in time is not the gateway', async () => {
  expect(await isClaudeGateway(await serve(() => {}), 1)).toBe(false);
});

test('a closed port is not the gateway', async () => {
  expect(await isClaudeGateway('http://127.0.0.1:1')).toBe(false);
});
