import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { Refusal } from '../errors/refusal.ts';
import type { BodyShare, GatewayBody } from '../gateway/body-budget.ts';
import { watchProgress } from './body-progress.ts';
import type { ConnectionLimits, Progress } from './connection-limits.ts';

/** Largest blob that is buffered, in bytes. Larger ones are streamed. */
const SMALL = 64 * 1024;

const NOTHING = Buffer.alloc(0);

/** Reads a body that has not arrived yet. Undefined if it is too large. Rejects with a Refusal if it is too slow. */
const readArriving = (
  request: IncomingMessage,
  share: BodyShare,
  progress: Progress,
): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
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

/** Reads a body. Undefined if it is too large; the rest stays unread. */
const readWhole = (
  request: IncomingMessage,
  announced: number,
  share: BodyShare,
  progress: Progress,
): Buffer | undefined | Promise<Buffer | undefined> => {
  if (Number.isFinite(announced) && !share.fits(announced)) return undefined;
  if (!request.complete) return readArriving(request, share, progress);
  // A short body has arrived with its head: it needs neither events nor a timer.
  const body: Buffer = request.read() ?? NOTHING;
  return share.add(body.byteLength) ? body : undefined;
};

const NO_BODY: GatewayBody = { inline: true, whole: () => NOTHING };

/**
 * The body of an HTTP request. Calls `proceed` when reading starts, for clients that wait for 100 Continue.
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
      // undici destroys the stream that it gets, which must not close the connection.
      return request.pipe(new PassThrough());
    },
  };
};
