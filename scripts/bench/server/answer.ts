import type { ServerResponse } from 'node:http';
import { now } from '../clock.ts';
import { pour } from './pour.ts';
import { LAST_CHUNK, tokenLine, wireChunk } from './wire-chunk.ts';
import type { Workload } from './workload.ts';

const LINE = wireChunk(tokenLine(' token'));

const begin = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'transfer-encoding': 'chunked' });
  // The chunks are written directly: one per token, many in one write.
  response.chunkedEncoding = false;
};

const unpaced = (response: ServerResponse, tokens: number, perWrite: number) => {
  const whole = Buffer.from(LINE.repeat(Math.min(perWrite, tokens)));
  let left = tokens;
  return pour(response, () => {
    const count = Math.min(left, perWrite);
    left -= count;
    return count > 0 ? whole.subarray(0, count * LINE.length) : undefined;
  });
};

const paced = (response: ServerResponse, tokens: number, rate: number) =>
  new Promise<void>((resolve) => {
    let sent = 0;
    const timer = setInterval(() => {
      if (sent === tokens || response.destroyed) {
        clearInterval(timer);
        resolve();
        return;
      }
      sent += 1;
      response.write(wireChunk(tokenLine(' token', { sent: now() })));
    }, 1000 / rate);
  });

const document = (response: ServerResponse, bytes: number) => {
  const numbers = Array.from({ length: 1024 }, (_, at) => (Math.sin(at) / 7).toFixed(9)).join(',');
  const vectors = Array(Math.ceil(bytes / (numbers.length + 3))).fill(`[${numbers}]`);
  const body = `{"model":"bench","embeddings":[${vectors.join(',')}]}`;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
};

/** Answers one request according to its workload. */
export const answer = async (response: ServerResponse, workload: Workload): Promise<void> => {
  const { tokens = 1, rate = 0, perWrite = 1, bytes } = workload;
  if (bytes !== undefined) return document(response, bytes);
  begin(response);
  if (rate > 0) await paced(response, tokens, rate);
  else await unpaced(response, tokens, perWrite);
  response.end(LAST_CHUNK);
};
