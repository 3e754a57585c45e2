import type { Relay } from './relay.ts';

/** Fetches a small JSON response. Rejects if the status is not 200, the body is not JSON, or `signal` aborts. */
export const askJson = (relay: Relay, path: string, signal?: AbortSignal): Promise<unknown> => {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const chunks: Buffer[] = [];
  let status = 0;
  const call = relay.send(
    { method: 'GET', path, headers: { accept: 'application/json' }, body: null },
    {
      head: (is) => {
        status = is;
      },
      data: (chunk) => void chunks.push(chunk),
      end() {
        if (status !== 200) return reject(new Error(`status ${status}`));
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        } catch (error) {
          reject(error);
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
