import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { doJob } from './jobs.ts';

const MIB = 2 ** 20;

const upload = async (answer: RequestListener, bytes: number) => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const warnings: string[] = [];
  const warn = ({ message }: Error) => void warnings.push(message);
  process.on('warning', warn);
  onTestFinished(() => {
    process.off('warning', warn);
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n`;
  const [status] = await doJob({ kind: 'upload', url, head, bytes });
  // Node emits a warning in a later tick than its cause.
  await nextTurn();
  return { status, warnings };
};

test('a long upload follows the pace of the reader, and leaves no listener on its socket', async () => {
  let length = 0;
  const bytes = 256 * MIB;
  const told = await upload((request, response) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
    });
    request.on('end', () => response.end());
  }, bytes);
  expect([told, length]).toEqual([{ status: 200, warnings: [] }, bytes]);
});

test('an upload that is refused ends with the response', async () => {
  const told = await upload((_request, response) => response.writeHead(413).end('too large'), 1024 * MIB);
  expect(told).toEqual({ status: 413, warnings: [] });
});
