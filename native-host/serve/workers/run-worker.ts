import type { ServeContext, ServeSettings } from '../run-serve.ts';
import { runServe } from '../run-serve.ts';
import type { FromWorker } from './messages.ts';
import { shareLimits } from './share-limits.ts';
import { createSignalMessages } from './signal-messages.ts';

/** Serves as one of several processes, which share one address. Its lines and its end go through the first process. */
export const runWorker = async (context: ServeContext, read: () => Promise<ServeSettings>): Promise<void> => {
  const signals = createSignalMessages(process);
  // A terminal and systemd signal every process. The first one decides what that means.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const explain = (line: string) => void process.send?.({ explain: line } satisfies FromWorker);
  const settings = await read();
  const own = shareLimits(settings, settings.workers ?? 1);
  await runServe({ ...context, explain, signals, isWorker: true }, own, read);
};
