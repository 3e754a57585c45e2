import { once } from 'node:events';
import { now } from '../bench/clock.ts';
import { openConnection } from './connection.ts';

/** A measurement that the load generator's process performs. */
export type Job =
  | {
      readonly kind: 'rate';
      readonly url: string;
      readonly request: string;
      readonly connections: number;
      readonly ms: number;
    }
  | { readonly kind: 'first-byte'; readonly url: string; readonly request: string; readonly count: number }
  | { readonly kind: 'streams'; readonly url: string; readonly request: string; readonly streams: number }
  | { readonly kind: 'upload'; readonly url: string; readonly head: string; readonly bytes: number };

const check = (status: number) => {
  if (status !== 200) throw new Error(`The answer was ${status}.`);
};

/** Requests per second during a time, on several connections at once. */
const rate = async ({ url, request, connections, ms }: Job & { kind: 'rate' }): Promise<number[]> => {
  const bytes = Buffer.from(request);
  const began = performance.now();
  let answered = 0;
  const run = async () => {
    const connection = openConnection(url);
    while (performance.now() - began < ms) {
      check((await connection.ask(bytes)).status);
      answered += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, run));
  return [(answered / (performance.now() - began)) * 1000];
};

/** Milliseconds to the first byte of each response, one request after another. */
const firstByte = async ({ url, request, count }: Job & { kind: 'first-byte' }): Promise<number[]> => {
  const bytes = Buffer.from(request);
  const connection = openConnection(url);
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const { status, firstByteMs } = await connection.ask(bytes);
    check(status);
    times.push(firstByteMs);
  }
  connection.close();
  return times;
};

/** Milliseconds from the write of a token to its arrival, for all tokens of all streams. */
const streams = async ({ url, request, streams: count }: Job & { kind: 'streams' }): Promise<number[]> => {
  const bytes = Buffer.from(request);
  const delays: number[] = [];
  const run = async () => {
    const connection = openConnection(url);
    const { status } = await connection.ask(bytes, (chunk) => {
      const at = now();
      for (const [, sent] of chunk.toString('latin1').matchAll(/"sent":([\d.]+)/g))
        delays.push(at - Number(sent));
    });
    check(status);
    connection.close();
  };
  await Promise.all(Array.from({ length: count }, run));
  return delays;
};

const PIECE = Buffer.alloc(256 * 1024, 7);

/** MiB per second of one large request body, or the status of the response that refuses it. */
const upload = async ({ url, head, bytes }: Job & { kind: 'upload' }): Promise<number[]> => {
  const { hostname, port } = new URL(url);
  const { connect } = await import('node:net');
  const socket = connect(Number(port), hostname);
  let told = '';
  const answered = new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      told += chunk.toString('latin1');
      resolve();
    });
    socket.on('error', (error) => (told === '' ? reject(error) : resolve()));
    socket.on('close', () => resolve());
  });
  const began = performance.now();
  socket.write(head);
  let left = bytes;
  while (left > 0 && told === '' && !socket.destroyed) {
    const piece = PIECE.subarray(0, Math.min(left, PIECE.byteLength));
    left -= piece.byteLength;
    // A server that refuses the body may respond and stop reading.
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), answered]);
  }
  await answered;
  socket.destroy();
  return [Number(told.slice(9, 12)), bytes / 2 ** 20 / ((performance.now() - began) / 1000)];
};

/** Performs a measurement and returns its figures. */
export const doJob = (job: Job): Promise<number[]> => {
  if (job.kind === 'rate') return rate(job);
  if (job.kind === 'first-byte') return firstByte(job);
  return job.kind === 'streams' ? streams(job) : upload(job);
};
