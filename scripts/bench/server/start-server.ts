import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the bench's Ollama in a separate process. */
export const startServer = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)));
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    async stop() {
      if (!child.connected) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
};
