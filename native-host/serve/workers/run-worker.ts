import type { ServeContext, ServeSettings } from '../run-serve.ts';
import { runServe } from '../run-serve.ts';
import type { FromWorker } from './messages.ts';
import { shareLimits } from './share-limits.ts';
import { createSignalMessages } from './signal-messages.ts';

/** Serves as one of `workers` processes, which share one address. Its lines and its end go through the first process. */
export const runWorker = async (
  context: ServeContext,
  settings: ServeSettings,
  workers: number,
  read: () => Promise<ServeSettings>,
): Promise<void> => {
  const signals = createSignalMessages(process);
  // A terminal and systemd signal every process. The first one decides what that means.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const explain = (line: string) => void process.send?.({ explain: line } satisfies FromWorker);
  try {
    await runServe({ ...context, explain, signals, isWorker: true }, shareLimits(settings, workers), read);
  } finally {
    // The process ends once its store is closed and its error is written.
    process.channel?.unref();
  }
};
