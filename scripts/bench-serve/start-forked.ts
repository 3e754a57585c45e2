import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job } from './jobs.ts';

const start = (file: string) => fork(fileURLToPath(new URL(file, import.meta.url)));

/** Starts the minimal upstream in a separate process. */
export const startUpstream = async (): Promise<{ url: string; stop(): void }> => {
  const child = start('upstream.ts');
  const [url] = (await once(child, 'message')) as [string];
  return { url, stop: () => child.disconnect() };
};

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
