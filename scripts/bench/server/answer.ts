import type { ServerResponse } from 'node:http';
import { now } from '../clock.ts';
import { pour } from './pour.ts';
import { LAST_CHUNK, tokenLine, wireChunk } from './wire-chunk.ts';
import { createNumbers, someWords } from './words.ts';
import type { Workload } from './workload.ts';

/** Lines that differ, made once: words, and times that advance. They repeat far beyond the window of a compression. */
const LINES = 8192;
const numbers = createNumbers();
const words = someWords(LINES, numbers);
const lines = words.map((word, at) => wireChunk(tokenLine(word, at * 5 + numbers() * 4)));
const all = Buffer.from(lines.join(''));
const starts = [0];
for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);

const begin = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'transfer-encoding': 'chunked' });
  // The chunks are written directly: one per token, many in one write.
  response.chunkedEncoding = false;
};

const unpaced = (response: ServerResponse, tokens: number, perWrite: number) => {
  let left = tokens;
  let at = 0;
  return pour(response, () => {
    const count = Math.min(left, perWrite, LINES - at);
    const piece = all.subarray(starts[at], starts[at + count]);
    left -= count;
    at = (at + count) % LINES;
    return count > 0 ? piece : undefined;
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
      response.write(wireChunk(tokenLine(words[sent % LINES] ?? '', sent, { sent: now() })));
    }, 1000 / rate);
  });

/** Vectors of random numbers, with the nine decimals that a 32-bit number has. */
const makeDocument = (bytes: number): string => {
  const random = createNumbers();
  const vector = () => `[${Array.from({ length: 1024 }, () => ((random() - 0.5) / 7).toFixed(9)).join(',')}]`;
  const vectors: string[] = [];
  for (let length = 0; length < bytes; length += vectors.at(-1)?.length ?? 0) vectors.push(vector());
  return `{"model":"bench","embeddings":[${vectors.join(',')}]}`;
};

const documents = new Map<number, string>();

const document = (response: ServerResponse, bytes: number) => {
  const body = documents.get(bytes) ?? makeDocument(bytes);
  documents.set(bytes, body);
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
