import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../errors/refusal.ts';

/** Largest body, in bytes. */
const MAX_BYTES = 64 * 1024;

const tooLarge = () => new Refusal('body_too_large', `The body is larger than ${MAX_BYTES} bytes.`);

/**
 * Reads a JSON body. Throws a Refusal if it is too large, invalid, or of another type: a form of a website can only send
 * others.
 */
export const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const { headers } = request;
  if (!/^application\/json(?: *;|$)/i.test(headers['content-type'] ?? '')) {
    throw new Refusal('bad_request', 'The body is not of the type application/json.');
  }
  if (Number(headers['content-length'] ?? 0) > MAX_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal('bad_request', 'The body is not valid JSON.');
  }
};
