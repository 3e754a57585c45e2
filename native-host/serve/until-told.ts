import type { HttpServer } from '../http/serve-http.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Settles when the process was told to end and what ran has come to its end. Told a second time, it ends all at
 * once.
 */
export const untilTold = async (
  process: Pick<NodeJS.Process, 'on' | 'off'>,
  server: Pick<HttpServer, 'close' | 'destroy'>,
  explain: (line: string) => void,
): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let told = false;
  const tell = () => {
    if (told) return server.destroy();
    told = true;
    explain('Ending: answers that run may come to their end. Again ends them at once.');
    resolve(server.close());
  };
  for (const signal of SIGNALS) process.on(signal, tell);
  try {
    await promise;
  } finally {
    for (const signal of SIGNALS) process.off(signal, tell);
  }
};
