import type { IncomingMessage } from 'node:http';
import { Refusal } from '../gateway/refusal.ts';

/** The whole body. Throws a Refusal as soon as it is clear that it is longer than `limit` bytes. */
export const readBody = (request: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const tooLong = () => {
      request.removeAllListeners('data').resume();
      reject(new Refusal('body_too_large', `The body is larger than ${limit} bytes.`));
    };
    if (Number(request.headers['content-length'] ?? 0) > limit) return tooLong();
    request.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > limit) tooLong();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.once('error', reject);
  });
