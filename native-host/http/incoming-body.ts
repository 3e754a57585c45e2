import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { Refusal } from '../errors/refusal.ts';
import type { BodyShare, GatewayBody } from '../gateway/body-budget.ts';
import { watchProgress } from './body-progress.ts';
import type { ConnectionLimits, Progress } from './connection-limits.ts';

/** Largest blob that is read whole, in bytes. Larger ones are streamed. */
const SMALL = 64 * 1024;

/** Undefined if the body does not fit; the rest stays unread. Rejects with a Refusal if the body is too slow. */
const readWhole = (
  request: IncomingMessage,
  announced: number,
  share: BodyShare,
  progress: Progress,
): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    if (Number.isFinite(announced) && !share.fits(announced)) return resolve(undefined);
    const stop = watchProgress(request, progress, () => {
      request.pause().removeAllListeners('data');
      const message = `Less than ${progress.bytes} bytes of the body came within ${progress.ms / 1000} seconds.`;
      reject(new Refusal('body_timeout', message));
    });
    request.on('data', (chunk: Buffer) => {
      if (share.add(chunk.byteLength)) {
        length += chunk.byteLength;
        chunks.push(chunk);
        return;
      }
      stop();
      request.pause().removeAllListeners('data');
      resolve(undefined);
    });
    request.once('end', () => {
      stop();
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length));
    });
    request.once('error', (error) => {
      stop();
      reject(error);
    });
  });

const NO_BODY: GatewayBody = { inline: true, whole: async () => Buffer.alloc(0) };

/**
 * The body of a request over HTTP. `proceed` is called when reading starts, for clients that wait for it
 * (`Expect: 100-continue`).
 */
export const incomingBody = (
  request: IncomingMessage,
  length: number,
  limits: Pick<ConnectionLimits, 'body' | 'blob'>,
  proceed?: () => void,
): GatewayBody => {
  if (length === 0) return NO_BODY;
  return {
    inline: length <= SMALL,
    whole(share) {
      proceed?.();
      return readWhole(request, length, share, limits.body);
    },
    stream() {
      proceed?.();
      // Closing the connection ends the upload and the request to Ollama.
      const stop = watchProgress(request, limits.blob, () => request.destroy());
      request.once('close', stop);
      // undici destroys the stream that it is given, which must not close the connection.
      return request.pipe(new PassThrough());
    },
  };
};
