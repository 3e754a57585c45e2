import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { hasProxy } from '../proxies/find-proxy.ts';
import { FIXED } from '../proxies/snippets.ts';
import { startProxy } from '../proxies/start-proxy.ts';
import type { Job } from './jobs.ts';

const start = (file: string, ...args: string[]): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args);

/** Starts a server in a separate process, which sends its address. */
const startServer = async (...command: [file: string, ...args: string[]]) => {
  const child = start(...command);
  const [url] = (await once(child, 'message')) as [string];
  return { url, pid: child.pid as number, stop: () => child.disconnect() };
};

export const startBareRelay = (upstream: string) => startServer('bare-relay.ts', upstream);

/** Starts an upstream that answers at once: nginx from memory, or a minimal server on Node, which is a bottleneck. */
export const startUpstream = async (): Promise<{
  readonly url: string;
  stop(): void | Promise<void>;
}> => (hasProxy(FIXED.program) ? startProxy(FIXED, 'http://127.0.0.1') : startServer('upstream.ts'));

/** Starts the load generator in a separate process. */
export const startLoad = () => {
  const child = start('load.ts');
  return {
    async run(job: Job): Promise<readonly number[]> {
      child.send(job);
      const [told] = (await once(child, 'message')) as [{ figures?: number[]; error?: string }];
      if (!told.figures) throw new Error(`${job.kind} at ${job.url}: ${told.error}`);
      return told.figures;
    },
    stop: () => child.disconnect(),
  };
};

export type Load = ReturnType<typeof startLoad>;
