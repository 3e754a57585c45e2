import { UserError } from '../../errors/user-error.ts';
import { runServe, type ServeContext, type ServeSettings } from '../run-serve.ts';

/** Serves with one process or with several. Throws a UserError where only one is possible, and what `read` throws. */
export const serveWith = async (context: ServeContext, read: () => Promise<ServeSettings>): Promise<void> => {
  const { isWorker } = (await import('node:cluster')).default;
  if (isWorker) {
    const { runWorker } = await import('./run-worker.ts');
    return runWorker(context, read);
  }
  const settings = await read();
  const { workers = 1 } = settings;
  if (workers === 1) return runServe(context, settings, read);
  // node:cluster of Bun shares a port on Linux only, and other processes could listen on it too.
  if (process.versions['bun'] !== undefined) {
    throw new UserError(
      'This executable serves with one process.',
      'Leave out --workers, use the package on Node, or start several with one store behind a load balancer.',
    );
  }
  const { runWorkers } = await import('./run-workers.ts');
  return runWorkers(context, settings, workers);
};
