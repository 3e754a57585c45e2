import type { HttpServer } from '../http/serve-http.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Those that end the process, and the one by which it reads its settings again. */
type Signal = (typeof SIGNALS)[number] | 'SIGHUP';

/** Where signals come from: a process, or what stands for one. */
export interface Signals {
  on(signal: Signal, listener: () => void): unknown;
  off(signal: Signal, listener: () => void): unknown;
}

/**
 * Settles when the process has received SIGINT or SIGTERM and its running requests have ended. A second signal ends
 * them at once.
 */
export const untilSignal = async (
  process: Signals,
  server: Pick<HttpServer, 'close' | 'destroy'>,
  explain: (line: string) => void,
): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let signalled = false;
  const onSignal = () => {
    if (signalled) return server.destroy();
    signalled = true;
    explain('Stopping after the running requests. A second signal ends them at once.');
    resolve(server.close());
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    await promise;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
};
