import { AnswerError } from './answer-error.ts';
import type { Relay } from './relay.ts';

/** The largest response that is read, in bytes: a list of some thirty thousand models. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Fetches a small JSON response. Rejects with an AnswerError if the status is not 200, or if the body is not JSON
 * or larger than 16 MiB; with the error of the connection, or with the reason of `signal`.
 */
export const askJson = (relay: Relay, path: string, signal?: AbortSignal): Promise<unknown> => {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const chunks: Buffer[] = [];
  let status = 0;
  let size = 0;
  const call = relay.send(
    { method: 'GET', path, headers: { accept: 'application/json' }, body: null },
    {
      head: (is) => {
        status = is;
      },
      data(chunk) {
        size += chunk.byteLength;
        if (size <= MAX_BYTES) return void chunks.push(chunk);
        chunks.length = 0;
        reject(new AnswerError(status, 'too large'));
        queueMicrotask(() => call.abort());
      },
      end() {
        if (status !== 200) return reject(new AnswerError(status));
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        } catch (cause) {
          reject(new AnswerError(status, 'not JSON', { cause }));
        }
      },
      fail: reject,
    },
  );
  const abort = () => {
    call.abort();
    reject(signal?.reason);
  };
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', abort));
};
