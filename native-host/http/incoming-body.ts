import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { Refusal } from '../errors/refusal.ts';
import type { BodyShare } from '../gateway/body-budget.ts';
import type { GatewayBody } from '../gateway/gateway-call.ts';
import { watchProgress } from './body-progress.ts';
import type { ConnectionLimits, Progress } from './connection-limits.ts';

/** A blob of at most so many bytes is read whole: larger ones pass as they come. */
const SMALL = 64 * 1024;

/** Rejects with a Refusal for a body that makes too little progress. What is too much is left unread. */
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
 * The body of a request over HTTP. `proceed` is called when it is wanted: a client that asked first
 * (`Expect: 100-continue`) sends it only then.
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
      // Without a connection there is nobody to answer and nothing to send on.
      const stop = watchProgress(request, limits.blob, () => request.destroy());
      request.once('close', stop);
      // A stream of its own: undici destroys what it was given, and that would take the connection along.
      return request.pipe(new PassThrough());
    },
  };
};
