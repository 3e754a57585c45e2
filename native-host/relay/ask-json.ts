import type { Relay } from './relay.ts';

/** Asks one Ollama something small. Rejects where the answer is not 200, or not JSON, or `signal` aborts. */
export const askJson = (relay: Relay, path: string, signal?: AbortSignal): Promise<unknown> => {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const chunks: Buffer[] = [];
  let status = 0;
  const call = relay.send(
    { method: 'GET', path, headers: { accept: 'application/json' }, body: null },
    {
      onHead: (is) => {
        status = is;
      },
      onData: (chunk) => void chunks.push(chunk),
      onEnd() {
        if (status !== 200) return reject(new Error(`status ${status}`));
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        } catch (error) {
          reject(error);
        }
      },
      onError: reject,
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
