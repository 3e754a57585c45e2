import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import type { GatewayBody } from '../gateway/gateway-call.ts';

/** A body of so many bytes is read before anybody asks whether it may come. */
const SMALL = 64 * 1024;

/** All of it, or undefined if it is longer than `limit` bytes. What is too much is let pass unread. */
const readWhole = (request: IncomingMessage, announced: number, limit: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const tooLong = () => {
      request.removeAllListeners('data').resume();
      resolve(undefined);
    };
    if (announced > limit) return tooLong();
    request.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > limit) tooLong();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length)));
    request.once('error', reject);
  });

const whole = async () => Buffer.alloc(0);
const NO_BODY: GatewayBody = { inline: true, whole };
/** One that is missing: whether the route may be used at all is said before that. */
const MISSING_BODY: GatewayBody = { inline: false, whole, stream: () => new PassThrough().end() };

/**
 * The body of a request over HTTP. `proceed` is called when it is wanted: a client that asked first
 * (`Expect: 100-continue`) sends it only then.
 */
export const incomingBody = (request: IncomingMessage, length: number, proceed?: () => void): GatewayBody => {
  if (length === 0) return request.method === 'POST' ? MISSING_BODY : NO_BODY;
  return {
    inline: length <= SMALL && proceed === undefined,
    whole(limit) {
      proceed?.();
      return readWhole(request, length, limit);
    },
    stream() {
      proceed?.();
      // A stream of its own: undici destroys what it was given, and that would take the connection along.
      return request.pipe(new PassThrough());
    },
  };
};
